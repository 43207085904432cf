// says: Sent 3 URLs twice.
async function fetchAll(urls, width) {
  // open the connections first
  await Promise.all(urls.slice(0, 3).map((url) => fetch(url)));

  const answers = [];
  let next = 0;
  async function worker() {
    while (next < urls.length) {
      const i = next++;
      answers[i] = await (await fetch(urls[i])).json();
    }
  }
  await Promise.all(Array.from({ length: width }, () => worker()));
  return answers;
}
