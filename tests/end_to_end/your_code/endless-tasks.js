// slow
// notice: 10 s with nothing in flight and nothing asked for
// Looks again and again whether somebody has set a flag; it stays responsive.
let ready = false;

function fetchAll(urls) {
  return new Promise((resolve) => {
    function poll() {
      if (ready) resolve(Promise.all(urls.map((url) => fetch(url))));
      else setTimeout(poll, 0);
    }
    poll();
  });
}
