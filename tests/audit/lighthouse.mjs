// Lighthouse judges the built page as a host of static files sends it, on a
// phone and on a desk. Three visits each: a visit's performance depends on what
// else the machine does, and of three the median counts. The rest must be whole
// at each visit.
import { dist, launch, packages } from './browser.mjs';
import { host } from './host.mjs';

const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const VISITS = 3;

const { default: lighthouse, desktopConfig } = await import(packages.resolve('lighthouse'));

// An empty profile each time: a first visit.
async function visit(address, config) {
  const browser = await launch();
  const flags = { onlyCategories: Object.keys(LEAST), logLevel: 'error' };
  const { lhr } = await lighthouse(address, flags, config, await browser.newPage());
  await browser.close();
  return lhr;
}

const score = (lhr, category) => Math.round(lhr.categories[category].score * 100);

// What the category counts: the worst of the visits, or the median.
function counted(visits, category) {
  const scores = visits.map((lhr) => score(lhr, category)).sort((a, b) => a - b);
  return category === 'performance' ? scores[Math.floor(VISITS / 2)] : scores[0];
}

// The audits of a category that took points away.
function faults({ audits, categories }, category) {
  const counts = ({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1;
  return categories[category].auditRefs.filter(counts).map(({ id }) => `${id} (${audits[id].displayValue || audits[id].score})`);
}

const served = await host(dist);
let good = true;
console.log(''.padEnd(10) + Object.entries(LEAST).map(([name, least]) => `${name} ≥ ${least}`.padStart(22)).join(''));
for (const [name, config] of [['phone', undefined], ['desk', desktopConfig]]) {
  const visits = [];
  while (visits.length < VISITS) visits.push(await visit(served.address, config));
  const reached = Object.keys(LEAST).map((category) => [category, counted(visits, category)]);
  console.log(name.padEnd(10) + reached.map(([, points]) => String(points).padStart(22)).join(''));
  for (const [category, points] of reached) {
    const taken = new Set(visits.flatMap((lhr) => faults(lhr, category)));
    if (taken.size > 0) console.log(`  ${category}, of three visits: ${[...taken].join(', ')}`);
    good &&= points >= LEAST[category];
  }
}
served.close();
process.exitCode = good ? 0 : 1;
