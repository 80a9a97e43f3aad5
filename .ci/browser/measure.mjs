// What we measure in a page ourselves, as it stands on the screen: things that
// the engines leave to a person, or cannot see.

/** The faults of the page as it is shown now, each as a sentence. */
export const measure = (page, { contrast = 7 } = {}) => page.evaluate((least) => {
  const faults = [];
  const root = document.documentElement;
  const name = (element) => {
    const id = element.id && '#' + element.id;
    const classes = [...element.classList].map((c) => '.' + c).join('');
    const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    return element.tagName.toLowerCase() + id + classes + (text && ` “${text}”`);
  };
  // Many of one fault are told once, with their number.
  const tell = (elements, what) => {
    if (elements.length) faults.push(`${what}: ${name(elements[0])}${elements.length > 1 ? ` and ${elements.length - 1} more` : ''}`);
  };
  const all = [...document.body.querySelectorAll('*')].filter((e) => e.checkVisibility({ visibilityProperty: true }));
  const styles = new Map(all.map((e) => [e, getComputedStyle(e)]));
  const style = (e) => styles.get(e) ?? getComputedStyle(e);
  const within = (element, is) => {
    for (let e = element; e; e = e.parentElement) if (is(e)) return e;
    return null;
  };
  // Text for screen readers only is clipped to nothing.
  const unseen = (e) => within(e, (a) => style(a).clipPath === 'inset(50%)');
  const html = all.filter((e) => e.namespaceURI === 'http://www.w3.org/1999/xhtml' && !unseen(e));
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());

  // Nothing is wider than the screen, regions that scroll aside.
  const width = root.clientWidth;
  if (root.scrollWidth > width) {
    const scrolls = (e) => e !== root && /auto|scroll|hidden|clip/.test(style(e).overflowX);
    const wide = html.filter((e) => e.getBoundingClientRect().right + scrollX > width + 1 && !within(e.parentElement, scrolls));
    tell([wide.at(-1) ?? document.body], `the page is ${root.scrollWidth} pixels wide on a screen of ${width}`);
  }

  // No text is cut off, and none runs out of its box over its neighbour.
  const cuts = (e) => /hidden|clip/.test(style(e).overflowX + style(e).overflowY);
  tell(html.filter((e) => cuts(e) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)), 'cuts off what it holds');
  tell(html.filter((e) => own(e) && !/inline|contents/.test(style(e).display) && e.scrollWidth > e.clientWidth + 1 && !/auto|scroll/.test(style(e).overflowX)), 'text runs out of its box');

  // Nothing stays over the page, where it could cover what has the focus, but
  // the head of a row beside its cells: the frame keeps what has the focus clear
  // of it. A caption has no cells beside it, and what fits its frame moves over
  // nothing.
  const fits = (frame) => frame.scrollWidth <= frame.clientWidth + 1;
  const aside = (e) => style(e).position === 'sticky' && style(e).top === 'auto' && style(e).bottom === 'auto'
    && (e.localName === 'caption' || fits(e.closest('.scroll')) || parseFloat(style(e.closest('.scroll')).scrollPaddingLeft) >= e.offsetWidth);
  tell(html.filter((e) => /fixed|sticky/.test(style(e).position) && !aside(e)), 'stays over the page while it scrolls');

  // Letters are large enough to read: 12 pixels, drawings included.
  const texts = [...document.querySelectorAll('svg text')].filter((t) => t.checkVisibility({ visibilityProperty: true }) && t.textContent.trim());
  const size = (e) => {
    const px = parseFloat(style(e).fontSize);
    return e.ownerSVGElement ? px * e.getScreenCTM().a : px;
  };
  tell([...html.filter(own), ...texts].filter((e) => size(e) < 11.5), 'letters smaller than 12 pixels');

  // In a drawing, no label covers another or leaves the screen.
  for (const svg of new Set(texts.map((t) => t.ownerSVGElement))) {
    const boxes = texts.filter((t) => t.ownerSVGElement === svg).map((t) => [t, t.getBoundingClientRect()]);
    const hit = boxes.filter(([, a], i) => boxes.some(([, b], j) => j < i && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3));
    tell(hit.map(([t]) => t), 'a label covers another');
    tell(boxes.filter(([, b]) => b.left + scrollX < 0 || b.right + scrollX > Math.max(width, root.scrollWidth)).map(([t]) => t), 'a label leaves the screen');
  }

  // Contrast of every text, read from the colours themselves, since engines give
  // up in regions that scroll and in drawings.
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const read = new Map();
  const colour = (text) => {
    if (!read.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      read.set(text, [r, g, b, a / 255]);
    }
    return read.get(text);
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((v, i) => v * a + ground[i] * (1 - a));
  const light = (rgb) => rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.backgroundColor = 'Canvas';
  const screen = colour(getComputedStyle(probe).backgroundColor).slice(0, 3);
  probe.remove();
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const c = colour(style(e).backgroundColor);
      layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), screen);
  };
  const shapes = (t, box) => {
    // What lies under the middle of a label: the last shape drawn before it there.
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    let fill = null;
    for (const shape of t.ownerSVGElement.querySelectorAll('rect, circle, path, polygon')) {
      if (!(shape.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const b = shape.getBoundingClientRect();
      const paint = style(shape).fill;
      if (/^(rgb|color|#)/.test(paint) && colour(paint)[3] > 0 && b.left <= x && x <= b.right && b.top <= y && y <= b.bottom) fill = paint;
    }
    return fill;
  };
  const low = [];
  const weigh = (element, ink, below) => {
    const r = ratio(over(colour(ink), below), below);
    if (r < least - 0.05) low.push([element, r]);
  };
  for (const e of html) if (own(e) && !e.matches(':disabled, option, optgroup')) weigh(e, style(e).color, ground(e));
  for (const t of texts) {
    const haloed = style(t).paintOrder.startsWith('stroke') && style(t).stroke !== 'none' ? style(t).stroke : shapes(t, t.getBoundingClientRect());
    const paper = ground(t.ownerSVGElement.parentElement);
    weigh(t, style(t).fill, haloed ? over(colour(haloed), paper) : paper);
  }
  low.sort((a, b) => a[1] - b[1]);
  if (low.length) tell(low.map(([e]) => e), `contrast of ${low[0][1].toFixed(2)} to 1, less than ${least}`);

  return faults;
}, contrast);

/** What moves although the reader asked for rest. */
export const motion = (page) => page.evaluate(() => {
  const moving = [...document.querySelectorAll('*')].filter((e) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(e);
    return scrollBehavior === 'smooth' || animationName !== 'none' || transitionDuration.split(', ').some((d) => parseFloat(d) > 0);
  });
  return moving.map((e) => `moves although the reader asked for rest: ${e.tagName.toLowerCase()}${[...e.classList].map((c) => '.' + c).join('')}`);
});

/** Sets text as far apart as a reader may ask for (WCAG 1.4.12). */
export const spread = (page) => page.evaluate(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [sheet];
});

/** The selectors of the page's style sheets: those that something in it has, and those that nothing has, as it stands now. */
export const selectors = (page) => page.evaluate(() => {
  const used = [], unused = [];
  const visit = (rules) => {
    for (const rule of rules) {
      if (rule.selectorText) {
        for (const selector of rule.selectorText.split(/,(?![^(]*\))/).map((each) => each.trim())) {
          // States, and parts that are not in the page, are taken off.
          const still = selector.replace(/:not\(:[\w-]+\)|::[\w-]+|:(hover|focus-visible|focus-within|focus|active|target|checked|disabled|visited|open)(?![\w-])/g, '');
          (document.querySelector(still || '*') ? used : unused).push(selector);
        }
      }
      if (rule.cssRules?.length) visit(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) visit(sheet.cssRules);
  return { used, unused };
});

/**
 * On the screen of a phone a commitment answers, before one scrolls: what was
 * promised, what it changes, who answers, by when, and what came of it.
 */
export const firstScreen = (page) => page.evaluate(() => {
  const facts = [...document.querySelectorAll('.key .facts > div')].slice(0, 3);
  if (facts.length < 3) return ['does not say who answers, by when and what came of it'];
  const answers = [...document.querySelectorAll('h1, .head .deck, .head .change'), ...facts];
  return answers.filter((e) => e.getBoundingClientRect().bottom + scrollY > innerHeight)
    .map((e) => `is not on the first screen: “${e.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}”`);
});

export const usedSelectors = async (page) => (await selectors(page)).used;
export const unusedSelectors = async (page) => (await selectors(page)).unused;
