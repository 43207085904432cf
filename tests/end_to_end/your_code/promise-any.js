// settings: latency=400
// says: Returned before 23 answers had come
async function fastest(urls) {
  const response = await Promise.any(urls.map((url) => fetch(url)));
  return response.json();
}
