// says: Keeps 10 in flight: a window of 10.
function eachLimit(items, limit, iteratee, callback) {
  var started = 0;
  var finished = 0;
  var running = 0;
  (function replenish() {
    if (finished === items.length) return callback();
    while (running < limit && started < items.length) {
      running += 1;
      iteratee(items[started], started, function () {
        running -= 1;
        finished += 1;
        replenish();
      });
      started += 1;
    }
  })();
}

function fetchAll(urls, width, deliver) {
  return new Promise(function (resolve) {
    eachLimit(
      urls,
      width,
      function (url, i, done) {
        fetch(url)
          .then(function (response) {
            return response.json();
          })
          .then(function (answer) {
            deliver(answer, i);
            done();
          });
      },
      resolve,
    );
  });
}
