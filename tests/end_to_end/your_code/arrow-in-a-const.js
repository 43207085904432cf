// says: Keeps 10 in flight: a window of 10.
const getJson = async (url) => {
  const response = await fetch(url);
  return response.json();
};

const fetchAll = async (urls, width, deliver) => {
  const remaining = urls.entries();
  const worker = async () => {
    for (const [i, url] of remaining) deliver(await getJson(url), i);
  };
  await Promise.all(Array.from({ length: width }, worker));
};
