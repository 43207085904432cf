// slow
// notice: did not answer for 5 s
// Ends its own thread in the middle of the round.
async function fetchAll(urls) {
  await Promise.all(urls.slice(0, 3).map((url) => fetch(url)));
  self.close();
  await new Promise(() => {});
}
