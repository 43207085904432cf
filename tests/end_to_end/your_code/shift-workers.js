// says: Keeps 10 in flight: a window of 10.
async function fetchAll(urls, width) {
  const queue = [...urls];
  const answers = new Map();

  const worker = async () => {
    while (queue.length > 0) {
      const url = queue.shift();
      const res = await fetch(url);
      answers.set(url, await res.json());
    }
  };

  const workers = [];
  for (let n = 0; n < width; n++) workers.push(worker());
  await Promise.all(workers);
  return urls.map((url) => answers.get(url));
}
