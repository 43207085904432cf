// says: All at once: 24 in flight
function getAll(urls, callback) {
  const results = [];
  let completed = 0;
  for (let i = 0; i < urls.length; i++) {
    fetch(urls[i])
      .then((response) => response.json())
      .then((json) => {
        results[i] = json;
        completed += 1;
        if (completed === urls.length) callback(null, results);
      })
      .catch(callback);
  }
}

function fetchAll(urls) {
  return new Promise((resolve, reject) => {
    getAll(urls, (error, results) => (error ? reject(error) : resolve(results)));
  });
}
