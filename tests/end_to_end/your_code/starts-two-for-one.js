// says: where the width is 10: the limit does not hold.
// Calls next in then and in finally.
function fetchAll(urls, width, deliver) {
  return new Promise((resolve) => {
    let index = 0;
    let finished = 0;

    function next() {
      if (index >= urls.length) return;
      const i = index++;
      fetch(urls[i])
        .then((response) => response.json())
        .then((answer) => {
          deliver(answer, i);
          next();
        })
        .finally(() => {
          finished++;
          if (finished === urls.length) resolve();
          next();
        });
    }

    for (let n = 0; n < width; n++) next();
  });
}
