// <inflight-figure strategies="sequential,joined" requests="24"></inflight-figure>
//
// Puts a figure of Inflight into any page, in a frame that is as high as the
// figure. The attributes are the figure's settings. After each run the element
// dispatches `inflight-report` with the report in `detail`. Nothing is loaded
// until the reader scrolls near.

const PAGE = new URL('./', import.meta.url);
const SETTINGS = [
  'endpoint', 'requests', 'strategies', 'concurrency', 'rounds', 'seed', 'latency', 'spread', 'failures',
  'cap', 'capacity', 'steps', 'work', 'timeout', 'retries', 'theme',
];
// A frame that has not sent its height this many milliseconds after it loaded seems to be empty.
const PATIENCE = 5000;
// The height of a figure, to reserve its room before the frame sends the exact height:
// from this width on, the height without rows, the height of each strategy's row.
const HEIGHTS = [
  [961, 1547, 100], [861, 1569, 100], [811, 2124, 218], [721, 2158, 218], [561, 2180, 218],
  [511, 2626, 218], [421, 2649, 218], [361, 2705, 218], [0, 2849, 218],
];

class InflightFigure extends HTMLElement {
  static observedAttributes = SETTINGS;

  #near = new IntersectionObserver((entries) => this.#approached(entries), { rootMargin: '600px' });
  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #frame = null;
  #aside = null;
  #told = false;
  #hear = (message) => this.#heard(message);
  #dress = () => this.#tellTheme();
  #forbid = (violation) => this.#forbidden(violation);

  connectedCallback() {
    this.style.display = 'block';
    this.style.minHeight ||= `${this.#reserved()}px`;
    addEventListener('message', this.#hear);
    addEventListener('securitypolicyviolation', this.#forbid);
    this.#scheme.addEventListener('change', this.#dress);
    this.#near.observe(this);
  }

  disconnectedCallback() {
    removeEventListener('message', this.#hear);
    removeEventListener('securitypolicyviolation', this.#forbid);
    this.#scheme.removeEventListener('change', this.#dress);
    this.#near.disconnect();
    if (this.#frame) this.replaceChildren();
    this.#frame = null;
    this.#told = false;
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#frame || before === now) return;
    if (name === 'theme') this.#tellTheme();
    else this.#frame.src = this.#address();
  }

  #reserved() {
    const width = this.getBoundingClientRect().width;
    const [, alone, each] = HEIGHTS.find(([least]) => width >= least);
    const strategies = this.getAttribute('strategies')?.split(',').length ?? 5;
    return alone + each * strategies;
  }

  #approached(entries) {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    this.#near.disconnect();
    const frame = document.createElement('iframe');
    frame.src = this.#address();
    frame.title = 'Inflight: how strategies compare';
    frame.style.cssText = 'display: block; width: 100%; border: 0;';
    frame.style.height = this.style.minHeight;
    frame.addEventListener('load', () => this.#wait(frame));
    this.#frame = frame;
    this.replaceChildren(frame);
  }

  // The Content-Security-Policy of the embedding page forbids the frame. A link replaces it.
  #forbidden({ blockedURI, effectiveDirective }) {
    if (!/^(frame|child|default)-src/.test(effectiveDirective)) return;
    if (!blockedURI || !this.#frame?.src.startsWith(blockedURI)) return;
    this.style.minHeight = '';
    this.replaceChildren(this.#link());
    this.#frame = null;
  }

  // No event tells that the figure's page refuses to be framed. While the frame is silent, a link lies on top of
  // it, so that nothing moves if the frame was only slow.
  #wait(frame) {
    setTimeout(() => {
      if (this.#frame !== frame || this.#told) return;
      this.#aside = this.#link();
      this.#aside.style.cssText = 'position: absolute; top: 12px; left: 12px;';
      this.style.position = 'relative';
      this.append(this.#aside);
    }, PATIENCE);
  }

  #link() {
    const address = new URL(this.#address());
    address.searchParams.delete('embed');
    address.hash = '';
    const link = document.createElement('a');
    link.href = address;
    link.textContent = 'Open this figure of Inflight';
    return link;
  }

  #address() {
    const address = new URL(PAGE);
    address.searchParams.set('embed', '1');
    for (const name of SETTINGS) {
      if (name !== 'theme' && this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
    }
    address.searchParams.set('theme', this.#theme());
    // The origin that the frame may send messages to.
    address.hash = `host=${encodeURIComponent(location.origin)}`;
    return address.href;
  }

  #theme() {
    const theme = this.getAttribute('theme');
    if (theme === 'light' || theme === 'dark') return theme;
    // The embedding page's scheme, which may differ from the system's.
    const scheme = getComputedStyle(this).colorScheme;
    if (/^(only )?(light|dark)( only)?$/.test(scheme)) return scheme.includes('dark') ? 'dark' : 'light';
    if (scheme.includes('dark')) return this.#scheme.matches ? 'dark' : 'light';
    return 'light';
  }

  #tellTheme() {
    this.#frame?.contentWindow?.postMessage({ inflight: { theme: this.#theme() } }, PAGE.origin);
  }

  #heard({ source, origin, data }) {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== PAGE.origin) return;
    const { height, report } = data?.inflight ?? {};
    if (Number.isFinite(height)) {
      this.#told = true;
      this.#aside?.remove();
      this.#frame.style.height = `${height}px`;
      this.style.minHeight = '';
    }
    if (report) this.dispatchEvent(new CustomEvent('inflight-report', { detail: report, bubbles: true }));
  }
}

// A page may load this script more than once.
if (!customElements.get('inflight-figure')) customElements.define('inflight-figure', InflightFigure);
