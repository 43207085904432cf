// settings: latency=400
// says: 24 in flight
// An if where a while should be.
async function fetchAll(urls, width, deliver) {
  let active = 0;
  await Promise.all(
    urls.map(async (url, i) => {
      if (active >= width) await new Promise((resolve) => setTimeout(resolve, 5));
      active++;
      const response = await fetch(url);
      active--;
      deliver(await response.json(), i);
    }),
  );
}
