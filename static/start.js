// Starts the figures, and says so in words where they cannot start or go on.
const start = document.getElementById('start');
const { js, wasm } = start.dataset;

// What the program throws is seen here: after a panic it cannot speak itself.
// Its results stay on the page as they are.
addEventListener('error', (event) => stopped(event.error));
addEventListener('unhandledrejection', (event) => stopped(event.reason));

function stopped(reason) {
  if (reason instanceof WebAssembly.RuntimeError) {
    document.getElementById('stopped').hidden = false;
  }
}

// The second program makes what is seldom needed. It is loaded at the first
// wish, and anew after a failure; a refusal is a text and no failure.
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

// Its files have no names of their own for each build: the query is instead.
async function load(query) {
  const program = await import(new URL(`on_demand.js${query}`, document.baseURI));
  await program.default({ module_or_path: new URL(`on_demand_bg.wasm${query}`, document.baseURI) });
  return program;
}

// The program takes the thread for longer than a frame: the text is to be seen
// before. A page that is hidden has no frames, and one that is out of sight in
// another may have none.
const drawn = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve)); // a frame is drawn after its callbacks
  setTimeout(resolve, document.hidden ? 0 : 100);
});

// The figure takes more room than is kept for it. Whoever reads the text below
// by then, led by a link or gone on by hand, stays there: the page sees to it,
// for not every browser does, and two of them would go too far.
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
