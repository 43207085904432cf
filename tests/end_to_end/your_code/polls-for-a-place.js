// says: 10 in flight
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function fetchAll(urls, width, deliver) {
  let active = 0;
  await Promise.all(
    urls.map(async (url, i) => {
      while (active >= width) await sleep(5);
      active++;
      const response = await fetch(url);
      active--;
      deliver(await response.json(), i);
    }),
  );
}
