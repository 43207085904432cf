// slow
// notice: did not answer for 5 s
function fetchAll(urls) {
  const answers = [];
  for (const url of urls) {
    let done = false;
    fetch(url)
      .then((response) => response.json())
      .then((answer) => {
        answers.push(answer);
        done = true;
      });
    while (!done) {} // wait
  }
  return answers;
}
