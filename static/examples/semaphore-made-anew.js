// Every call makes a limiter of its own.
function limiter(width) {
  let active = 0;
  const waiting = [];
  return async (task) => {
    if (active < width) active += 1;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      if (waiting.length > 0) waiting.shift()();
      else active -= 1;
    }
  };
}

async function get(url, width) {
  const limit = limiter(width);
  const response = await limit(() => fetch(url));
  return response.json();
}

async function fetchAll(urls, width) {
  return Promise.all(urls.map((url) => get(url, width)));
}
