// Which pages the browser looks at. Nothing is named here: a page's kind is its
// body's class, and its pieces are the part of the site that it lies in and its
// elements with their classes, so that a new kind, part or piece is looked at
// as soon as a page has it.

import { elements, files, isPage, read } from '../site.mjs';

/** What a page is made of: { path, lang, kind, size, pieces }. */
function describe(site, path) {
  const html = read(site, path);
  const page = { path, lang: '', kind: '', size: html.length, pieces: new Set([`in ${path.split('/').slice(0, 2).join('/')}`]) };
  for (const { name, attributes } of elements(html)) {
    const classes = (attributes.class ?? '').split(/\s+/).filter(Boolean);
    if (name === 'html') page.lang = (attributes.lang ?? '').split('-')[0];
    if (name === 'body') page.kind = (classes.find((c) => c.startsWith('p-')) ?? '').slice(2) || 'page';
    if (classes.length === 0) page.pieces.add(name);
    for (const each of classes) page.pieces.add(`${name}.${each}`);
  }
  return page;
}

/** All pages of a site, described. */
export const describePages = (site) => files(site).filter(isPage).map((path) => describe(site, path));

/**
 * Chooses, for each kind and language, the heaviest page and the lightest, and
 * then pages until every piece of the kind has been chosen. Views is in which
 * of the four views the engines look at a page: two at the lightest, the other
 * two at the heaviest, all at the only page of a kind, one at the others: wide
 * and narrow by turns, the turn being that of the choice, so that each run sees
 * the same.
 */
export function choose(pages) {
  const groups = new Map();
  for (const page of pages) {
    const key = `${page.lang} ${page.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  const chosen = [];
  for (const group of groups.values()) {
    group.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
    const seen = new Set();
    const take = (page, views) => {
      chosen.push({ ...page, views, turn: chosen.length });
      for (const piece of page.pieces) seen.add(piece);
    };
    take(group.at(-1), group.length > 1 ? 'two' : 'all');
    if (group.length > 1) take(group[0], 'others');
    for (const page of group.slice(1, -1)) {
      if ([...page.pieces].some((piece) => !seen.has(piece))) take(page, 'one');
    }
  }
  return chosen;
}
