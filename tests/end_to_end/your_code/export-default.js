// says: Keeps 10 in flight: a window of 10.
// The helpers stand behind the function that is called.
export default async function (urls, width, deliver) {
  const queue = urls.map((url, i) => ({ url, i }));
  await Promise.all(repeat(width, () => drain(queue, deliver)));
}

async function drain(queue, deliver) {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const response = await fetch(job.url);
    deliver(await response.json(), job.i);
  }
}

function repeat(times, make) {
  return Array.from({ length: times }, make);
}
