// The three engines that look for what keeps people out of a page, and what of
// their remarks we have looked into and found to be no fault.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const source = (path) => readFileSync(require.resolve(path), 'utf8');

/** What an engine needs in a page before it can look; the page's own policy must be set aside. */
export const scripts = [
  source('axe-core/axe.min.js'),
  source('html_codesniffer/build/HTMLCS.js'),
  source('accessibility-checker-engine/ace.js'),
].join('\n;\n');

/**
 * Remarks that were looked into: the engine, its rule, the elements it may speak
 * of, whether it only asks for a review, and why it is no fault. Anything else
 * that an engine remarks is a fault, also where it only asks. One that is never
 * made any more is a fault too, so that the list cannot outlive its reasons.
 */
export const reviewed = [
  { engine: 'axe', rule: 'color-contrast', asks: true, why: 'it gives up in regions that scroll and in drawings; measure.mjs reads the colours of every text' },
  { engine: 'axe', rule: 'th-has-data-cells', on: 'table', asks: true, why: 'a cell that is empty in the record stays empty; no column and no row is empty altogether' },
  { engine: 'HTML_CodeSniffer', rule: 'Principle1.Guideline1_3.1_3_1.H43.HeadersRequired', on: 'table.commitments-table', why: 'scope="rowgroup" says what the letters and plans head (technique H63), and the order by another column takes them away' },
  { engine: 'HTML_CodeSniffer', rule: 'Principle1.Guideline1_3.1_3_1.H43.HeadersRequired', on: 'table.ratings', why: 'scope="rowgroup" says which ratings a report heads (technique H63)' },
  { engine: 'IBM', rule: 'download_keyboard_controllable', on: 'a', asks: true, why: 'they are links, and the journeys download by keyboard' },
  { engine: 'IBM', rule: 'element_tabbable_role_valid', on: 'section.scroll', why: 'what scrolls must take the focus to be scrolled by keyboard (axe: scrollable-region-focusable)' },
  { engine: 'IBM', rule: 'element_tabbable_visible', on: 'a.skip', asks: true, why: 'it comes into sight with the focus, which the journeys see' },
  { engine: 'IBM', rule: 'img_alt_background', on: '.scroll', asks: true, why: 'the picture is the shade at the edge of what scrolls' },
  { engine: 'IBM', rule: 'input_fields_grouped', on: 'form.filters *', asks: true, why: 'the form has a name, and each field its label; one group would be the form again' },
  { engine: 'IBM', rule: 'input_label_visible', on: '#find', asks: true, why: 'it has a label, and the button beside it says what it is for' },
  { engine: 'IBM', rule: 'list_structure_proper', on: 'dl', asks: true, why: 'HTML lets <div> group the terms and descriptions of a <dl>' },
  { engine: 'IBM', rule: 'select_options_grouped', on: 'form.filters select', asks: true, why: 'the options are one list in the order of their names' },
  { engine: 'IBM', rule: 'style_color_misuse', on: 'link', asks: true, why: 'states are words and marks too, and forced colours are measured' },
  { engine: 'IBM', rule: 'style_focus_visible', asks: true, why: 'the journeys look at the outline of everything that Tab reaches' },
  { engine: 'IBM', rule: 'style_highcontrast_visible', on: 'link', asks: true, why: 'forced colours are measured' },
  { engine: 'IBM', rule: 'style_viewport_resizable', on: 'link', asks: true, why: 'pages are measured with letters of twice the size' },
  { engine: 'IBM', rule: 'target_spacing_sufficient', on: ':is(.text, .deck) a', asks: true, why: 'a link inside a sentence needs no room of its own (WCAG 2.5.8, inline)' },
  { engine: 'IBM', rule: 'widget_tabbable_single', on: 'th', asks: true, why: 'a heading of a column can hold a link beside the button that sorts by it' },
];

// Rules that only ask, and what stands in their place.
const leftOut = [
  'element_tabbable_unobscured', // as slow as all the rest; measure.mjs holds that nothing stays over the page
  // Guesses from the wording of a text, which an author would have to answer.
  'heading_markup_misuse', 'text_block_heading', 'text_quoted_correctly', 'text_sensory_misuse', 'text_whitespace_valid',
];

/**
 * Lets every engine look at the page as it stands: [{ engine, rule, element,
 * message, reviewed }], the last being the entry of the list that it is, or -1.
 * A page that was looked at and changed its colours only needs the rules on
 * colours again.
 */
export const look = (page, list, { colours = false } = {}) => page.evaluate(async ([entries, only, without]) => {
  const found = [];
  const name = (element) => {
    if (!element?.tagName) return 'the page';
    const id = element.id && '#' + element.id;
    const classes = [...element.classList].map((c) => '.' + c).join('');
    const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    return element.tagName.toLowerCase() + id + classes + (text && ` “${text}”`);
  };
  const tell = (engine, rule, element, message, asks) => {
    const at = entries.findIndex((e) => e.engine === engine && e.rule === rule && (asks || !e.asks) && (!e.on || element?.matches?.(e.on)));
    found.push({ engine, rule, element: name(element), message: (asks ? 'to review: ' : '') + message, reviewed: at });
  };

  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
  const { violations, incomplete } = await axe.run(document, { runOnly: only ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } : tags, elementRef: true, resultTypes: ['violations', 'incomplete'] });
  for (const [remarks, asks] of [[violations, false], [incomplete, true]]) {
    for (const rule of remarks) for (const node of rule.nodes) {
      const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ');
      tell('axe', rule.id, node.element, why, asks);
    }
  }

  await new Promise((done, failed) => HTMLCS.process('WCAG2AA', document, done, failed));
  for (const { type, code, element, msg } of HTMLCS.getMessages()) if (type === HTMLCS.ERROR) tell('HTML_CodeSniffer', code.replace(/^WCAG2AA\./, ''), element, msg, false);

  const checker = new ace.Checker();
  const rules = checker.getGuidelines().find(({ id }) => id === 'WCAG_2_2');
  const checkpoints = rules.checkpoints.map((each) => ({ ...each, rules: each.rules.filter(({ id }) => (only ? id === 'text_contrast_sufficient' : !without.includes(id))) }));
  checker.addGuideline({ ...rules, id: 'WCAG_2_2_judged', checkpoints });
  const { results } = await checker.check(document, ['WCAG_2_2_judged']);
  for (const { value: [level, outcome], ruleId, node, message } of results) {
    if (outcome === 'PASS' || level === 'INFORMATION') continue;
    tell('IBM', ruleId, node, message, outcome !== 'FAIL');
  }
  return found;
}, [list, colours, leftOut]);
