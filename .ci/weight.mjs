// Weighs what a page costs a reader: the page and the style sheets, scripts and
// pictures that it asks for, compressed as they travel.
//
//   node .ci/weight.mjs SITE-FOLDER

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { commandLine, elements, files, isPage, read, verdict } from './site.mjs';

const kB = 1024;
export const limits = { commitment: 14 * kB, script: 6 * kB, whole: 100 * kB };

const size = (n) => `${(n / kB).toFixed(1)} KB`;

/** Weighs every page of a site: { problems, checked, heaviest }. */
export function checkWeight(site, limit = limits) {
  const packed = new Map();
  const weigh = (path) => {
    if (!packed.has(path)) packed.set(path, existsSync(join(site, path)) ? gzipSync(readFileSync(join(site, path))).length : 0);
    return packed.get(path);
  };
  const problems = [];
  const pages = [];
  for (const path of files(site).filter(isPage)) {
    const asked = new Set(), scripts = new Set();
    let kind = '';
    for (const { name, attributes } of elements(read(site, path))) {
      if (name === 'body') kind = (/(?:^|\s)p-(\S+)/.exec(attributes.class ?? '') ?? [])[1] ?? '';
      const address = name === 'link' ? /(^|\s)(stylesheet|icon|preload|modulepreload)(\s|$)/i.test(attributes.rel ?? '') && attributes.href
        : ['script', 'img', 'source', 'embed', 'iframe', 'video', 'audio'].includes(name) && attributes.src
        || name === 'object' && attributes.data || name === 'image' && attributes.href;
      if (!address || /^[a-z]+:/i.test(address)) continue; // a request to a host is for the other judges
      asked.add(join(dirname(path), address.split(/[?#]/)[0]));
      if (name === 'script') scripts.add(join(dirname(path), address.split(/[?#]/)[0]));
    }
    const page = gzipSync(readFileSync(join(site, path))).length;
    const whole = [...asked].reduce((sum, each) => sum + weigh(each), page);
    const script = [...scripts].reduce((sum, each) => sum + weigh(each), 0);
    pages.push({ path, kind, page, script, whole });
    if (script > limit.script) problems.push(`${path}: its scripts are ${size(script)}, more than ${size(limit.script)}`);
    if (kind === 'commitment' && page > limit.commitment) problems.push(`${path}: its HTML is ${size(page)}, more than ${size(limit.commitment)}`);
    if (whole > limit.whole) problems.push(`${path}: with all it asks for it is ${size(whole)}, more than ${size(limit.whole)}`);
  }
  const commitments = pages.filter((p) => p.kind === 'commitment');
  const most = (list, by) => list.reduce((a, b) => (a && a[by] >= b[by] ? a : b), undefined);
  const heaviest = { commitment: most(commitments, 'page'), script: most(pages, 'script'), whole: most(pages, 'whole') };
  return { problems, checked: [[pages.length, 'pages'], [commitments.length, 'commitments']], heaviest };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site } = commandLine();
  const { problems, checked, heaviest } = checkWeight(site);
  if (heaviest.commitment) console.log(`the heaviest HTML of a commitment: ${size(heaviest.commitment.page)}, ${heaviest.commitment.path}`);
  if (heaviest.script) console.log(`the heaviest scripts of a page: ${size(heaviest.script.script)}, ${heaviest.script.path}`);
  if (heaviest.whole) console.log(`the heaviest page with all it asks for: ${size(heaviest.whole.whole)}, ${heaviest.whole.path}`);
  if (checked[1][0] === 0) problems.push('there is no page of a commitment to weigh');
  verdict(problems, checked);
}
