// settings: latency=40
// says: Never more than 1 in flight: each request waits for the one before: sequential.
(async function (urls) {
  const answers = [];
  for (const url of urls) answers.push(await (await fetch(url)).json());
  return answers;
});
