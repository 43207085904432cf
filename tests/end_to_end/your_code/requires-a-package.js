// notice: require
const axios = require("axios");

async function fetchAll(urls) {
  const responses = await Promise.all(urls.map((url) => axios.get(url)));
  return responses.map(({ data }) => data);
}
