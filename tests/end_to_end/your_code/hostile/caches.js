// Lets the Cache interface fetch, and looks into the caches of the page.
// says: Keeps 10 in flight: a window of 10.
async function attempt(urls) {
  const cache = await caches.open("stolen");
  await cache.add("__SERVER__/stolen?caches").catch(() => {});
  await cache.put(urls[0], new Response("forged"));
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    await cache.put(`__SERVER__/stolen?${name}`, new Response(requests.length));
  }
}
