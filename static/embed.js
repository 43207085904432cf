// <inflight-figure strategies="sequential,joined" requests="24"></inflight-figure>
//
// A figure of Inflight in a page of one's own: a frame as high as what it
// shows. Attributes are the settings; `inflight-report` is dispatched with the
// report (in `detail`) when a run is over. Nothing is loaded until the reader
// comes near.

const PAGE = new URL('./', import.meta.url);
const SETTINGS = [
  'endpoint', 'requests', 'strategies', 'concurrency', 'rounds', 'seed', 'latency', 'spread', 'failures',
  'cap', 'capacity', 'steps', 'work', 'timeout', 'retries', 'theme',
];
// How high a figure is: from which width on, without rows, for each strategy. The frame then tells it exactly.
const HEIGHTS = [[860, 1496, 101], [560, 2131, 218], [0, 2646, 218]];

class InflightFigure extends HTMLElement {
  static observedAttributes = SETTINGS;

  #near = new IntersectionObserver((entries) => this.#approached(entries), { rootMargin: '600px' });
  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #frame = null;
  #hear = (message) => this.#heard(message);
  #dress = () => this.#tellTheme();

  connectedCallback() {
    this.style.display = 'block';
    this.style.minHeight ||= `${this.#reserved()}px`;
    addEventListener('message', this.#hear);
    this.#scheme.addEventListener('change', this.#dress);
    this.#near.observe(this);
  }

  disconnectedCallback() {
    removeEventListener('message', this.#hear);
    this.#scheme.removeEventListener('change', this.#dress);
    this.#near.disconnect();
    this.#frame?.remove();
    this.#frame = null;
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
    // Where frames are forbidden, what is in it is seen: a link.
    const link = document.createElement('a');
    link.href = frame.src.replace('embed=1&', '').replace(/[?&]embed=1/, '').split('#')[0];
    link.textContent = 'Open this figure of Inflight';
    const refused = (violation) => {
      if (violation.blockedURI && frame.src.startsWith(violation.blockedURI)) frame.replaceWith(link);
    };
    addEventListener('securitypolicyviolation', refused);
    frame.addEventListener('load', () => removeEventListener('securitypolicyviolation', refused), { once: true });
    this.#frame = frame;
    this.replaceChildren(frame);
  }

  #address() {
    const address = new URL(PAGE);
    address.searchParams.set('embed', '1');
    for (const name of SETTINGS) {
      if (name !== 'theme' && this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
    }
    address.searchParams.set('theme', this.#theme());
    // Whom the frame may speak to.
    address.hash = `host=${encodeURIComponent(location.origin)}`;
    return address.href;
  }

  #theme() {
    const theme = this.getAttribute('theme');
    if (theme === 'light' || theme === 'dark') return theme;
    // The page's own, which need not be the system's.
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
      this.#frame.style.height = `${height}px`;
      this.style.minHeight = '';
    }
    if (report) this.dispatchEvent(new CustomEvent('inflight-report', { detail: report, bubbles: true }));
  }
}

// The line may stand on a page more than once.
if (!customElements.get('inflight-figure')) customElements.define('inflight-figure', InflightFigure);
