// Functions that run in the page, each with the tag of the figures. None may use anything around it.

export const heightsOf = (tag) =>
  [...document.querySelectorAll(tag)].map((figure) => Math.round(figure.getBoundingClientRect().height));

export const columnOf = (tag) => Math.round(document.querySelector(tag).getBoundingClientRect().width);

// How high the post is, how high its text is alone, and by how much the figures widen the page.
export function lengthsOf(tag) {
  const figures = [...document.querySelectorAll(tag)];
  let post = figures[0];
  while (!figures.every((figure) => post.contains(figure))) post = post.parentElement;
  const height = () => Math.round(post.getBoundingClientRect().height);
  const width = () => document.documentElement.scrollWidth;
  const [all, wide] = [height(), width()];
  for (const figure of figures) figure.style.setProperty('display', 'none', 'important');
  const [text, narrow] = [height(), width()];
  for (const figure of figures) figure.style.removeProperty('display');
  return { all, text, wider: wide - narrow };
}

// What stands in the place of each figure before or without our script, how high that place is, and how far a
// picture reaches below it.
export function placesOf(tag) {
  return [...document.querySelectorAll(tag)].map((figure) => {
    const [link, image] = [figure.querySelector('a'), figure.querySelector('img')];
    const room = (element) => element?.checkVisibility() && element.getBoundingClientRect().height >= 20;
    const drawn = room(image) && image.naturalWidth > 0;
    const over = drawn ? image.getBoundingClientRect().bottom - link.getBoundingClientRect().bottom : 0;
    return { shows: drawn ? 'picture' : room(link) ? 'link' : '', height: Math.round(link?.getBoundingClientRect().height), over };
  });
}
