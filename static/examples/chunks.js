// Goes through the list in chunks, and waits for each chunk.
async function get(url) {
  const response = await fetch(url);
  return response.json();
}

async function fetchAll(urls, width) {
  const answers = [];
  for (let i = 0; i < urls.length; i += width) {
    const chunk = urls.slice(i, i + width);
    answers.push(...(await Promise.all(chunk.map((url) => get(url)))));
  }
  return answers;
}
