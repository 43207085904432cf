// settings: failures=10
// says: Starts 10 and waits for all of them: batches of 10
async function getJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

async function fetchAll(urls, chunkSize = 10) {
  const ok = [];
  const failed = [];
  for (let i = 0; i < urls.length; i += chunkSize) {
    const chunk = urls.slice(i, i + chunkSize);
    const results = await Promise.allSettled(chunk.map((url) => getJson(url)));
    for (const result of results) {
      if (result.status === "fulfilled") ok.push(result.value);
      else failed.push(result.reason);
    }
  }
  console.log(`${ok.length} ok, ${failed.length} failed`);
  return ok;
}
