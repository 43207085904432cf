// says: 10 in flight
// Delivers in order; while the first is waited for, no other is started.
async function fetchAll(urls, width, deliver) {
  const ahead = [];
  let started = 0;
  for (let i = 0; i < urls.length; i++) {
    while (started < urls.length && ahead.length < width) {
      ahead.push(fetch(urls[started++]).then((response) => response.json()));
    }
    deliver(await ahead.shift(), i);
  }
}
