// settings: latency=40
// says: Threw an error after 5 answers
// notice: that is enough
// notice: line 9
async function fetchAll(urls, width, deliver) {
  let count = 0;
  for (const url of urls) {
    if (count === 5) {
      throw new Error("that is enough");
    }
    const response = await fetch(url);
    deliver(await response.json(), count++);
  }
}
