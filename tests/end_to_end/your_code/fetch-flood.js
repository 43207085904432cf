// notice: too many messages
async function fetchAll(urls) {
  for (let i = 0; i < 20_000; i++) {
    const controller = new AbortController();
    fetch(urls[i % urls.length], { signal: controller.signal }).catch(() => {});
    if (i % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    controller.abort();
  }
}
