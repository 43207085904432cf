// says: Keeps 10 in flight: a window of 10.
// Names of its own that the sandbox may use too.
const self = { name: "mine" };
const port = 8080;
const code = "mine";
const postMessage = console.log;
let performance = 0;

async function worker(remaining, deliver) {
  for (const [i, url] of remaining) {
    const response = await fetch(url);
    deliver(await response.json(), i);
    performance += 1;
  }
}

async function main(urls, width, deliver) {
  const remaining = urls.entries();
  const workers = Array.from({ length: width }, () => worker(remaining, deliver));
  await Promise.all(workers);
  console.log(self.name, port, code, performance);
}
