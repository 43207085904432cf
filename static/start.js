// Starts the figures, and says so in words where they cannot start or go on.
const { js, wasm } = document.getElementById('start').dataset;

// What the program throws is seen here: after a panic it cannot speak itself.
// Its results stay on the page as they are.
addEventListener('error', (event) => stopped(event.error));
addEventListener('unhandledrejection', (event) => stopped(event.reason));

function stopped(reason) {
  if (reason instanceof WebAssembly.RuntimeError) {
    document.getElementById('stopped').hidden = false;
  }
}

try {
  const program = await import(new URL(js, document.baseURI));
  await program.default({ module_or_path: new URL(wasm, document.baseURI) });
  dispatchEvent(new CustomEvent('TrunkApplicationStarted'));
} catch (reason) {
  console.error(reason);
  for (const place of document.querySelectorAll('.not-running')) {
    place.append(` (${reason.message ?? reason})`);
  }
}
