// settings: latency=40
// notice: no more today
async function fetchAll(urls) {
  await Promise.all(urls.slice(0, 3).map((url) => fetch(url)));
  throw "no more today";
}
