// notice: import
import pLimit from "p-limit";

export async function fetchAll(urls, width) {
  const limit = pLimit(width);
  return Promise.all(urls.map((url) => limit(() => fetch(url))));
}
