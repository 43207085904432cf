// Each request first takes a permit from one semaphore.
class Semaphore {
  waiting = [];
  constructor(permits) {
    this.permits = permits;
  }
  async acquire() {
    if (this.permits > 0) this.permits -= 1;
    else await new Promise((resolve) => this.waiting.push(resolve));
  }
  release() {
    if (this.waiting.length > 0) this.waiting.shift()();
    else this.permits += 1;
  }
}

async function fetchAll(urls, width, deliver) {
  const semaphore = new Semaphore(width);
  async function get(url, i) {
    await semaphore.acquire();
    const response = await fetch(url).finally(() => semaphore.release());
    deliver(await response.json(), i);
  }
  await Promise.all(urls.map(get));
}
