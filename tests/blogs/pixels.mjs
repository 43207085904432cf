// What a picture shows, as far as a program can tell. A blank page of the browser decodes it.
export async function pixels(browser, png) {
  const page = await browser.newPage();
  const found = await page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(await (await fetch(data)).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data: bytes } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const counts = new Map();
    for (let at = 0; at < bytes.length; at += 4) {
      const colour = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const [ground, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
    return { ground, ink: 1 - (4 * count) / bytes.length };
  }, `data:image/png;base64,${Buffer.from(png).toString('base64')}`);
  await page.close();
  const [red, green, blue] = [16, 8, 0].map((shift) => (found.ground >> shift) & 255);
  return { ink: found.ink, dark: (red + green + blue) / 3 < 128, ground: `#${found.ground.toString(16).padStart(6, '0')}` };
}
