// settings: requests=20&concurrency=5
// says: 5 in flight
// Each worker has a part of its own, and nobody helps the slowest.
async function fetchAll(urls, width, deliver) {
  const size = Math.ceil(urls.length / width);
  const parts = Array.from({ length: width }, (_, n) => urls.slice(n * size, (n + 1) * size));

  await Promise.all(
    parts.map(async (part, n) => {
      for (const [k, url] of part.entries()) {
        const response = await fetch(url);
        deliver(await response.json(), n * size + k);
      }
    }),
  );
}
