// notice: line 3
async function fetchAll(urls) {
  const answers = [;
  for (const url of urls) answers.push(await fetch(url));
  return answers;
}
