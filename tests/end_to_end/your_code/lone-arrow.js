// says: Keeps 10 in flight: a window of 10.
async (urls, width, deliver) => {
  const remaining = urls.entries();
  const worker = async () => {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      deliver(await response.json(), i);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
};
