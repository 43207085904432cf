// notice: yntax
// The last brace was not copied.
async function fetchAll(urls) {
  const responses = await Promise.all(urls.map((url) => fetch(url)));
  return Promise.all(responses.map((response) => response.json()));
