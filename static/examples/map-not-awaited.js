// An await stands before the map, but not before its promises.
async function fetchAll(urls) {
  const answers = await urls.map(async (url) => {
    const response = await fetch(url);
    return response.json();
  });
  return answers.filter((answer) => answer.completed);
}
