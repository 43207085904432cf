// Starts the figures, and shows a message if they cannot start or have stopped.
const start = document.getElementById('start');
const { js, wasm } = start.dataset;

// After a panic the program cannot show a message, so this script listens for
// the error. The results so far stay on the page.
addEventListener('error', (event) => stopped(event.error));
addEventListener('unhandledrejection', (event) => stopped(event.reason));

function stopped(reason) {
  if (reason instanceof WebAssembly.RuntimeError) {
    document.getElementById('stopped').hidden = false;
  }
}

// The second program does rare work, such as exports. It is loaded when it is
// first needed, and again after a failure. To refuse a request it throws a
// string instead of an Error, and stays loaded.
let onDemand, loads = 0;
start.run = async (task, from) => {
  try {
    onDemand ??= load(`?${js}&${++loads}`);
    return (await onDemand).run(task, from);
  } catch (reason) {
    if (reason instanceof Error) onDemand = undefined;
    throw reason;
  }
};

// Its file names are the same in every build. The query differs: it holds the
// file name of the first program, which has a hash, and the number of the
// attempt, because a browser may remember an import that failed.
async function load(query) {
  const program = await import(new URL(`on_demand.js${query}`, document.baseURI));
  await program.default({ module_or_path: new URL(`on_demand_bg.wasm${query}`, document.baseURI) });
  return program;
}

// Starting the program blocks the thread for longer than a frame, so the text
// is drawn first. A hidden page draws no frames, and an embedded page outside
// the visible area may draw none: then the timeout ends the wait.
const drawn = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve)); // a frame is drawn after its callbacks
  setTimeout(resolve, document.hidden ? 0 : 100);
});

// The figure takes more room than the page keeps for it, and pushes the article
// down. If the reader already sees the article, the page scrolls by the same
// distance. Not every browser does so (scroll anchoring); where one does, it is
// switched off meanwhile, or both would scroll.
const text = document.querySelector('article');
const above = () => text.getBoundingClientRect().top + scrollY;
const { style } = document.documentElement;

try {
  const program = await import(new URL(js, document.baseURI));
  await drawn;
  style.overflowAnchor = 'none';
  const before = above();
  await program.default({ module_or_path: new URL(wasm, document.baseURI) });
  if (before < scrollY + innerHeight) scrollBy(0, above() - before);
  dispatchEvent(new CustomEvent('TrunkApplicationStarted'));
} catch (reason) {
  console.error(reason);
  document.documentElement.className = 'still';
  for (const place of document.querySelectorAll('.not-running')) {
    place.append(` (${reason.message ?? reason})`);
  }
} finally {
  style.overflowAnchor = '';
}
