// says: All at once: 24 in flight
class Mutex {
  #free;
  #waiting = [];
  constructor(width) {
    this.#free = width;
  }
  async lock() {
    if (this.#free > 0) this.#free--;
    else await new Promise((resolve) => this.#waiting.push(resolve));
    return () => {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
  }
}

async function fetchAll(urls, width) {
  const mutex = new Mutex(width);
  return Promise.all(
    urls.map(async (url) => {
      const unlock = await mutex.lock();
      const answer = fetch(url).then((response) => response.json());
      unlock();
      return answer;
    }),
  );
}
