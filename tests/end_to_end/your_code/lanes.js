// settings: requests=20&concurrency=5
// says: 5 in flight
// As many chains of promises as the width; the lane is fixed beforehand.
async function fetchAll(urls, width) {
  const lanes = new Array(width).fill(Promise.resolve());
  const answers = urls.map((url, i) => {
    const answer = lanes[i % width].then(async () => {
      const response = await fetch(url);
      return response.json();
    });
    lanes[i % width] = answer;
    return answer;
  });
  return Promise.all(answers);
}
