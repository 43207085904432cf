// settings: failures=10
// says: The first failure lost 23 answers.
// notice: HTTP 500
const getJson = (url) =>
  fetch(url).then((response) => {
    if (!response.ok) throw new Error("HTTP " + response.status);
    return response.json();
  });

async function fetchAll(urls) {
  const answers = await Promise.all(urls.map(getJson));
  return answers;
}
