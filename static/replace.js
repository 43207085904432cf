// Puts the program `yours` in the place of the first one, as soon as all of it is
// there. The code, if there is any, goes into the address, where the program finds
// it. `start` is the element of start.js, with which the programs speak.
export async function replace(start, files, code, expectApi) {
  const [script, wasm] = files.map((file) => new URL(file, document.baseURI));
  let program, bytes;
  try {
    const [module, response] = await Promise.all([import(script), fetch(wasm)]);
    if (!response.ok) throw new Error(`status ${response.status}`);
    [program, bytes] = [module, await response.arrayBuffer()];
  } catch (reason) {
    throw new Error(`this needs a part of the page that could not be loaded (${reason.message ?? reason}): try again`);
  }
  if (code !== undefined) {
    const others = location.hash.slice(1).split('&').filter((part) => /=/.test(part) && !/^code=/.test(part));
    history.replaceState(history.state, '', `#${[...others, `code=${base64url(code)}`].join('&')}`);
  }
  start.dress();
  start.close();
  // The first program removes its figures, and takes back what it published, before the next task.
  await new Promise((resolve) => setTimeout(resolve));
  const published = expectApi();
  await program.default({ module_or_path: bytes });
  await published;
}

function base64url(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const base64 = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
