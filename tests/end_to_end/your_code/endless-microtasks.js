// slow
// notice: did not answer for 5 s
// An await gives way to other promises, but not to the answers.
async function fetchAll(urls) {
  let open = urls.length;
  urls.forEach((url) => fetch(url).then(() => open--));
  while (open > 0) await null;
}
