// A run as a moving picture: what the strips of its report show, drawn while a
// line goes over the common time axis. SVG with a stylesheet of its own, for
// light and dark; where motion is not wished for, it stands at the end.
import { readFileSync } from 'node:fs';

const SHEET = readFileSync(new URL('../../static/style.css', import.meta.url), 'utf8');
const COLOURS = Object.fromEntries(
  ['sequential', 'joined', 'ordered', 'batched', 'windowed'].map((key) => [key, themed(key)]),
);
const NAMES = { sequential: 'Sequential', joined: 'Joined', ordered: 'Ordered', batched: 'Batched', windowed: 'Windowed' };

// In pixels: the sheet, the words at the left of the strips, and the strips.
const [WIDTH, LEFT, RIGHT, TOP, STRIP, PITCH] = [960, 216, 16, 44, 72, 92];
const ACROSS = WIDTH - LEFT - RIGHT;
// At half the speed of the run; and how many seconds it then stands.
const SLOWER = 2;
const STANDS = 4;

// A strategy's colour in light and in dark.
function themed(key) {
  return SHEET.match(`--${key}: light-dark\\((#\\w+), (#\\w+)\\)`).slice(1);
}

const rounded = (number) => Number(number.toFixed(1));
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

export function moving(report) {
  const rows = report.strategies.map(({ strategy, medianMs, rounds }) => ({ strategy, medianMs, round: rounds.at(-1) }));
  const end = Math.max(...rows.map(({ round }) => round.totalMs)) * 1.02;
  const x = (ms) => rounded((ms / end) * ACROSS);
  const moves = (end / 1000) * SLOWER;
  const cycle = moves + STANDS;
  const share = (ms) => `${(((ms / end) * moves * 100) / cycle).toFixed(2)}%`;
  const height = TOP + rows.length * PITCH + 30;
  const { requests, concurrency } = report.settings;
  const said = rows.map(({ strategy, medianMs }) => `${NAMES[strategy]} ${seconds(medianMs)}`).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>${requests} requests in ${rows.length} ways: ${said}</title>
<style>
${style(rows, share, cycle)}
</style>
<rect class="paper" width="100%" height="100%" rx="8"/>
${rows.map((row, at) => `<g class="${row.strategy}" transform="translate(${LEFT} ${TOP + at * PITCH})">${strip(row, rows[0], x)}</g>`).join('\n')}
<g transform="translate(${LEFT} ${TOP})">
<rect class="curtain" y="-8" width="${ACROSS + RIGHT - 2}" height="${rows.length * PITCH}"/>
${ticks(end).map((ms) => tick(x(ms), ms, rows.length * PITCH)).join('\n')}
<path class="now" d="M0-8v${rows.length * PITCH}"/>
</g>
<text class="soft" x="24" y="${height - 16}">The same ${requests} requests in each row, ${concurrency} at a time in the last two. Measured in a browser, shown at half its speed.</text>
</svg>
`;
}

function strip({ strategy, medianMs, round }, reference, x) {
  const pitch = STRIP / round.requests.length;
  const y = ({ index }) => rounded((index + 0.5) * pitch);
  const bars = round.requests.map((one) => `M${x(one.startedMs)} ${y(one)}H${x(one.finishedMs)}`).join('');
  const waits = round.requests.map((one) => `M${x(one.finishedMs)} ${y(one)}H${x(one.deliveredMs)}`).join('');
  const times = rounded(reference.medianMs / medianMs);
  const speedup = strategy === reference.strategy ? 'one after the other' : `${times} times as fast`;
  return `
<text class="name" x="${24 - LEFT}" y="22">${NAMES[strategy]}</text>
<g class="told"><text class="time" x="${24 - LEFT}" y="46">${seconds(medianMs)}</text><text class="soft" x="${24 - LEFT}" y="65">${speedup}</text></g>
<path class="waiting" d="${waits}"/><path class="bar" stroke-width="${rounded(pitch * 0.72)}" d="${bars}"/>
<path class="end" d="M${x(round.totalMs)} 0v${STRIP}"/>`;
}

// A mark at each half second.
const ticks = (end) => Array.from({ length: Math.floor(end / 500) + 1 }, (_, at) => at * 500);

const tick = (x, ms, height) => `<path class="grid" d="M${x}-8v${height}"/><text class="soft" x="${x}" y="-18" text-anchor="${ms ? 'middle' : 'start'}">${ms / 1000} s</text>`;

// The curtain and the line go over the axis; each time appears when its
// strategy is over.
function style(rows, share, cycle) {
  const own = (theme) => rows.map(({ strategy }) => `.${strategy}{stroke:${COLOURS[strategy][theme]}}`).join('');
  const end = Math.max(...rows.map(({ round }) => round.totalMs)) * 1.02;
  const told = rows.map(({ strategy, round }) => `@keyframes ${strategy}{0%{opacity:0}${share(round.totalMs)},100%{opacity:1}}
.${strategy} .told{animation-name:${strategy};animation-timing-function:step-end}`);
  return `text{font:14px system-ui,sans-serif;fill:#17191c;stroke:none}
.name{font-weight:600;font-size:16px}.time{font-size:18px;font-weight:600;font-variant-numeric:tabular-nums}
.soft{font-size:13px;fill:#5b6167}.paper,.curtain{fill:#fff}
path{fill:none}.grid{stroke:#e3e5e8}.waiting{stroke-width:.75;opacity:.6}.end{stroke:#17191c;stroke-width:1.5}
.now{stroke:#1b5fd9;stroke-width:1.5;opacity:0}.curtain{transform:translateX(${ACROSS}px) scaleX(0)}
${own(0)}
@media (prefers-color-scheme:dark){text{fill:#e8eaed}.soft{fill:#a4abb3}.paper,.curtain{fill:#14161a}.grid{stroke:#2b2f36}.end{stroke:#e8eaed}.now{stroke:#7fb0ff}
${own(1)}}
@media (prefers-reduced-motion:no-preference){
.curtain,.now,.told{animation:curtain ${rounded(cycle)}s linear infinite}.now{animation-name:now}
@keyframes curtain{0%{transform:none}${share(end)},100%{transform:translateX(${ACROSS}px) scaleX(0)}}
@keyframes now{0%{transform:none;opacity:1}${share(end)}{transform:translateX(${ACROSS}px);opacity:1}${share(end * 1.01)},100%{transform:translateX(${ACROSS}px);opacity:0}}
${told.join('\n')}}`;
}
