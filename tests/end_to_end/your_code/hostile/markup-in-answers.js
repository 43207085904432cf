// Delivers, logs and throws markup that would load something where it is shown as such.
// says: Keeps 10 in flight: a window of 10.
function attempt(urls, deliver) {
  const markup = `</textarea></script><img src="__SERVER__/stolen?markup" onerror="fetch('__SERVER__/stolen?onerror')">`;
  console.log(markup);
  console.error("%c ", "background: url(__SERVER__/stolen?console)");
  try {
    deliver({ id: 1, title: markup, text: markup, toString: undefined }, -1);
    deliver(markup, markup);
  } catch {
    // refused
  }
  setTimeout(() => Promise.reject(new Error(markup)).catch(() => {}), 0);
  self.name = markup;
  fetch(markup).catch(() => {});
}
