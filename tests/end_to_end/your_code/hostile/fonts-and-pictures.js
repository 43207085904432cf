// Lets a font, a picture or a style load something.
// says: Keeps 10 in flight: a window of 10.
async function attempt() {
  const ways = [
    () => new FontFace("stolen", "url(__SERVER__/stolen?font)").load(),
    () => {
      const face = new FontFace("added", "url(__SERVER__/stolen?font-added)");
      self.fonts.add(face);
      return self.fonts.load("10px added");
    },
    () => {
      const context = new OffscreenCanvas(10, 10).getContext("2d");
      context.font = "10px added";
      context.filter = "url(__SERVER__/stolen?filter#f)";
      context.fillText("stolen", 0, 10);
    },
    () => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg"><image href="__SERVER__/stolen?svg"/></svg>`;
      return createImageBitmap(new Blob([svg], { type: "image/svg+xml" }));
    },
    () => new ImageDecoder({ type: "image/png", data: fetch("__SERVER__/stolen?decoder").body }),
  ];
  for (const way of ways) {
    try {
      await Promise.race([way(), new Promise((end) => setTimeout(end, 100))]);
    } catch {
      // refused
    }
  }
}
