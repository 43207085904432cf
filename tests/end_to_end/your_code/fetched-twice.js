// settings: latency=60
// says: Sent 24 URLs twice.
async function getAll(urls) {
  return Promise.all(
    urls.map(async (url) => {
      if ((await fetch(url)).ok) {
        return (await fetch(url)).json();
      }
    }),
  );
}
