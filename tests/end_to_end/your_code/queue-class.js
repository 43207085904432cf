// says: Keeps 10 in flight: a window of 10.
class TaskQueue {
  constructor({ concurrency }) {
    this.concurrency = concurrency;
    this.pending = [];
    this.running = 0;
  }

  add(task) {
    return new Promise((resolve, reject) => {
      this.pending.push({ task, resolve, reject });
      this._next();
    });
  }

  _next() {
    if (this.running >= this.concurrency || this.pending.length === 0) return;
    const { task, resolve, reject } = this.pending.shift();
    this.running += 1;
    task()
      .then(resolve, reject)
      .finally(() => {
        this.running -= 1;
        this._next();
      });
  }
}

async function fetchAll(urls, width) {
  const queue = new TaskQueue({ concurrency: width });
  const tasks = urls.map((url) =>
    queue.add(() => fetch(url).then((r) => r.json())),
  );
  return await Promise.all(tasks);
}
