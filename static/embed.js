// <inflight-figure strategies="sequential,joined" requests="24"></inflight-figure>
//
// Puts a figure of Inflight into any page. The attributes are the figure's
// settings. First there is a poster, which needs nothing but this script. When
// the reader scrolls near (load="near"), at once (load="eager"), or when the
// reader presses Run (load="click"), the figure is loaded in a frame that takes
// the place of the poster and is as high. After each run the element dispatches
// `inflight-report` with the report in `detail`. The element changes nothing of
// the page around it, not even its own attributes and children.

const PAGE = new URL('./', import.meta.url);
// What a reader loads before a first run, in KB; a test weighs it.
const WEIGHT = 199;
// A frame that has not told its height after this many milliseconds does not answer.
const PATIENCE = 10_000;
// A figure that is near waits until no other one loads, so that one that is pressed has connection and processor.
const waiting = new Set();
const loading = new Set();
const SETTINGS =
  'endpoint requests strategies latency spread latencies steps work cap capacity quota burst pace failures retries timeout concurrency rounds seed show theme'.split(' ');
// How the poster draws a strategy: start and duration of each of twelve requests, as digits to the base 36.
const ONE_BY_ONE = '0221347296f1g3j4n1o3r2t3';
const AT_ONCE = '020104020601030401030203';
const WINDOW = '020104021621233441535273';
// These shapes and the colours of each strategy.
const STRATEGIES = {
  blocking: [ONE_BY_ONE, '#a3150f,#f3867b'],
  sequential: [ONE_BY_ONE, '#5b626d,#b0b4ba'],
  joined: [AT_ONCE, '#1b5fd9,#7fb0ff'],
  ordered: [AT_ONCE, '#12938c,#14a090'],
  batched: ['0201040246414344a1a3a2a3', '#b45309,#f0a552'],
  windowed: [WINDOW, '#4a14c4,#9475ee'],
  'as-completed': [AT_ONCE, '#4c7d22,#b8e08a'],
  streamed: [WINDOW, '#b0195c,#f2558f'],
  paced: ['02346291c3f2i4l1o3r2u2x2', '#1f4737,#f0e24a'],
  yours: [WINDOW, '#730a63,#fac4f6'],
};

// The poster is as high as the figure. A page's policy may forbid style elements, but not this sheet.
const STYLE = `
:host{display:block}
.box{display:grid;container-type:inline-size}
*{box-sizing:border-box}
.box>*{grid-area:1/1;width:100%;border:0}
:not(.there)>iframe,.there .poster{visibility:hidden}
.poster{--line:1px solid light-dark(#e3e5e8,#2b2f36);--accent:light-dark(#1b5fd9,#7fb0ff);color:light-dark(#17191c,#e8eaed);padding:12px 0;border:var(--line);border-width:1px 0;font:16px/24px system-ui,sans-serif}
.head{display:flex;gap:14px;align-items:center;padding-bottom:25px;border-bottom:1px solid}
button{flex:none;width:104px;height:40px;border:2px solid var(--accent);border-radius:8px;background:var(--accent);color:light-dark(#fff,#14161a);font:600 1em system-ui}
.pressed button{background:none;color:var(--accent)}
small{font-size:13px;line-height:18px;color:light-dark(#5b6167,#a4abb3)}
.row{height:92px;padding-top:5px;border-bottom:var(--line)}
b{display:block}
b::before{content:"";display:inline-block;border:4.5px solid var(--own);margin-right:8px;border-radius:2px}
i{display:block;height:2px;margin-bottom:2.7px;background:var(--own);opacity:.4}
.said{min-height:90px;padding:8px 0 4px;font:18px/26px Palatino,Charter,Georgia,serif}
.foot{display:flex;justify-content:space-between;line-height:20px}
a{color:var(--accent)}
@container (width>=560px){
.head{display:block;position:relative;min-height:51px;padding:0 0 24px 248px}
button{position:absolute;left:0;top:0}
.row{display:flex;height:72px;padding-top:7px}
b{width:248px}
b+div{flex:1}
.said{min-height:66px;padding-top:9px}
}
@container (width<340px){.said{min-height:116px}}
@media print{button{display:none}}`;

// A server may import this script as well, and has no elements.
class Figure extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = [...SETTINGS, 'code', 'load'];
  // One for all figures: those that come near at once are told in their order.
  static #near = globalThis.IntersectionObserver && new IntersectionObserver(
    (seen) => seen.forEach((one) => one.isIntersecting && one.target.#wait()),
    { rootMargin: '600px' },
  );

  #box;
  #poster;
  #button;
  #state;
  #frame;
  #theme;
  #pressed;

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    this.#poster = make('div');
    this.#box = make('div', { className: 'box', onkeydown: ({ key }) => key === 'Escape' && this.#press(false) }, this.#poster);
    // Whatever changes the colour of the text around starts a transition of the empty element.
    root.replaceChildren(make('div', { style: 'transition: color 9ms', ontransitionend: () => this.#dress() }), this.#box);
    addEventListener('message', this);
    // Firefox begins none in the middle of another one.
    addEventListener('transitionend', this);
    this.#dress();
    this.#draw();
  }

  disconnectedCallback() {
    removeEventListener('message', this);
    removeEventListener('transitionend', this);
    Figure.#near.unobserve(this);
    this.#frame = this.#theme = this.#pressed = null;
    waiting.delete(this);
    this.#loaded();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#theme || before === now) return;
    this.#dress();
    this.#draw();
    // Another source would be a step in the history of the page around.
    if (!/theme|load/.test(name)) this.#frame?.contentWindow.location.replace(this.#address('embed.html'));
  }

  #get(name, usual) {
    return this.getAttribute(name) ?? usual;
  }

  #draw() {
    const chosen = this.#get('strategies', '').split(',').map((key) => key.trim());
    const all = Object.keys(STRATEGIES);
    const known = all.filter((key) => chosen.includes(key));
    const keys = known.length ? known : all.slice(1, 6);
    const bars = (key) => STRATEGIES[key][0].match(/../g).map((bar) => [...bar].map((digit) => parseInt(digit, 36)));
    const end = Math.max(...keys.flatMap(bars).map(([from, time]) => from + time)) / 100;
    const bar = ([from, time]) => make('i', { style: `width:${time / end}%;margin-left:${from / end}%` });
    const row = (key) => {
      const name = key[0].toUpperCase() + key.slice(1).replace('-', ' ');
      const style = `--own:light-dark(${STRATEGIES[key][1]})`;
      return make('div', { className: 'row', style }, make('b', {}, name), make('div', {}, ...bars(key).map(bar)));
    };
    this.#button = make('button', {
      // The second click of a double click takes nothing back, and neither does a key that is held.
      onclick: ({ detail }) => detail > 1 || this.#press(!this.#pressed),
      onkeydown: (event) => event.repeat && event.preventDefault(),
    });
    this.#state = make('span', { role: 'status' });
    const recorded = this.#get('latencies');
    const count = this.#get('requests', recorded ? recorded.split(/[,\n]/).length : 24);
    const requests = count == 1 ? '1 request' : `${count} requests`;
    const endpoint = this.#get('endpoint', 'simulated');
    const to = endpoint !== 'simulated' && `to ${endpoint.split('/')[2] ?? endpoint}`;
    const load = this.#get('load');
    const run = load === 'click' ? `Run loads the figure (${WEIGHT} KB) and` : 'Nothing has been sent. Run';
    const usual = { latency: to || recorded ? null : 115, concurrency: /\b(ba|w|st|p)/.test(keys) ? 10 : null };
    const words = { latency: 'ms each', concurrency: 'at a time', rounds: 'rounds' };
    const setting = (name) => {
      const value = this.#get(name, usual[name]);
      if (value && name === 'latencies') return ', recorded latencies';
      return value == null ? '' : words[name] ? `, ${value} ${words[name]}` : `, ${name} ${value}`;
    };
    this.#poster.replaceChildren(
      make('div', { className: 'head' }, this.#button, make('small', {}, `${requests}${to ? ` ${to}` : ''}${SETTINGS.slice(3, -2).map(setting).join('')}`)),
      ...keys.map(row),
      make('div', { className: 'said' }, `${run} sends ${requests} each way, ${to || 'from your browser to itself'}.`),
      make('small', { className: 'foot' }, this.#state, make('a', { href: this.#address(''), target: '_blank' }, 'Open in Inflight')),
    );
    this.#press(this.#pressed);
    if (load === 'eager') this.#load();
    else if (load !== 'click') Figure.#near.observe(this);
  }

  // A press before the figure is there is remembered, until it is taken back.
  #press(pressed) {
    this.#pressed = pressed;
    this.#poster.className = pressed ? 'poster pressed' : 'poster';
    this.#button.textContent = pressed ? 'Cancel' : 'Run';
    if (pressed) this.#load();
    this.#state.textContent = pressed ? 'Starts when loaded.' : 'Idle.';
  }

  #load() {
    waiting.delete(this);
    if (this.#frame) return;
    loading.add(this);
    const frame = make('iframe', { title: 'How strategies compare', src: this.#address('embed.html') });
    // No event tells that somebody forbids the frame. The poster stays, with its link.
    setTimeout(() => {
      if (frame !== this.#frame) return;
      if (!frame.style.height) this.#state.textContent = 'The figure does not answer.';
      this.#loaded();
    }, PATIENCE);
    this.#box.append((this.#frame = frame));
  }

  #wait() {
    waiting.add(this);
    loading.size || this.#load();
  }

  #loaded() {
    loading.delete(this);
    for (const one of waiting) one.#wait();
  }

  #address(file) {
    const address = new URL(file, PAGE);
    // The page with the article has its own look.
    for (const name of file ? SETTINGS : SETTINGS.slice(0, -2)) {
      if (this.hasAttribute(name)) address.searchParams.set(name, this.#get(name));
    }
    if (file) {
      address.searchParams.set('theme', this.#theme);
      // The origin that the frame may send messages to.
      address.hash = `host=${encodeURIComponent(origin)}`;
    }
    // A server is not told the fragment, and need not know the code.
    const code = this.#get('code');
    if (code) address.hash += `${file ? '&' : ''}code=${base64url(code)}`;
    return address;
  }

  // Light or dark as the text around it is: light text stands on a dark ground.
  #dress() {
    const wished = this.#get('theme');
    const theme = /^(light|dark)$/.test(wished) ? wished : lightness(getComputedStyle(this).color) > 0.55 ? 'dark' : 'light';
    if (theme === this.#theme) return;
    this.#theme = theme;
    // The frame inherits it: one whose scheme differs from its page's gets an opaque ground.
    this.#box.style.colorScheme = theme;
    this.#send({ theme });
  }

  #send(message) {
    this.#frame?.contentWindow?.postMessage({ inflight: message }, PAGE.origin);
  }

  handleEvent({ source, origin, data }) {
    // A transition has no source.
    if (!source) return this.#dress();
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== PAGE.origin) return;
    const { height, report } = data?.inflight ?? {};
    // A frame that is not displayed has no height.
    if (height > 0) {
      this.#box.className = 'box there';
      if (!this.#frame.style.height) {
        this.#send({ theme: this.#theme, run: this.#pressed });
        if (this.shadowRoot.activeElement) this.#frame.focus();
        // Loading another one would delay the requests of this one.
        this.#pressed || this.#loaded();
      }
      this.#frame.style.height = `${height}px`;
      this.#dress();
    }
    if (!report) return;
    this.#loaded();
    this.dispatchEvent(new CustomEvent('inflight-report', { detail: report, bubbles: true }));
  }
}

function base64url(text) {
  const bytes = [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// How light a colour is, from 0 to 1. Of most notations the first number says so, some in percent.
function lightness(colour) {
  const [first, green, blue] = colour.split(/[ (,]+/).map(parseFloat).filter(isFinite);
  if (/^rgb/.test(colour)) return (0.21 * first + 0.72 * green + 0.07 * blue) / 255;
  return first > 1 ? first / 100 : first;
}

// A page may load this script more than once.
if (globalThis.customElements && !customElements.get('inflight-figure')) customElements.define('inflight-figure', Figure);
