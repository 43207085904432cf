// says: All at once: 24 in flight
async function fetchAll(urls, width) {
  const chunks = [];
  for (let i = 0; i < urls.length; i += width) chunks.push(urls.slice(i, i + width));

  const answers = await Promise.all(
    chunks.map(async (chunk) => {
      const responses = await Promise.all(chunk.map((url) => fetch(url)));
      return Promise.all(responses.map((response) => response.json()));
    }),
  );
  return answers.flat();
}
