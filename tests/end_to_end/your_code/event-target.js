// says: Keeps 10 in flight: a window of 10.
// The end of a request is an event; who listens starts the next.
class Downloader extends EventTarget {
  #queue;
  #running = 0;

  constructor(urls, width) {
    super();
    this.#queue = [...urls.entries()];
    this.addEventListener("answer", () => this.fill(width));
  }

  fill(width) {
    while (this.#running < width && this.#queue.length > 0) {
      this.#running++;
      this.#start(...this.#queue.shift());
    }
    if (this.#running === 0) this.dispatchEvent(new Event("end"));
  }

  #start(i, url) {
    fetch(url)
      .then((response) => response.json())
      .then((answer) => {
        this.#running--;
        this.dispatchEvent(Object.assign(new Event("answer"), { answer, i }));
      });
  }
}

function downloadAll(urls, width, deliver) {
  const downloader = new Downloader(urls, width);
  downloader.addEventListener("answer", ({ answer, i }) => deliver(answer, i));
  return new Promise((resolve) => {
    downloader.addEventListener("end", resolve, { once: true });
    downloader.fill(width);
  });
}
