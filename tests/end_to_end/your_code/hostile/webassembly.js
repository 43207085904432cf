// Compiles WebAssembly, and streams it from the server.
// says: Keeps 10 in flight: a window of 10.
async function attempt() {
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  const ways = [
    () => WebAssembly.instantiate(empty),
    () => new WebAssembly.Module(empty),
    () => WebAssembly.compileStreaming(fetch("__SERVER__/stolen?webassembly")),
    () => new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared: true }),
    () => new SharedArrayBuffer(1 << 20),
  ];
  for (const way of ways) {
    try {
      await way();
    } catch {
      // refused
    }
  }
}
