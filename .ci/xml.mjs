// Reads every XML file of the built site with a strict parser, and holds the
// sitemap against the pages: each address is one of the site's, is there, and
// is named by its translations as it names them.
//
//   node .ci/xml.mjs SITE-FOLDER BASE-URL

import { pathToFileURL } from 'node:url';
import { SaxesParser } from 'saxes';
import { commandLine, files, read, verdict } from './site.mjs';

const sitemaps = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const xhtml = 'http://www.w3.org/1999/xhtml';

/** Parses a sitemap: [{ address, alternates: Map(language → address) }]. */
function parse(text, onProblem) {
  const entries = [];
  const parser = new SaxesParser({ xmlns: true, position: true });
  let inside = '';
  parser.on('error', (error) => onProblem(error.message));
  parser.on('opentag', (tag) => {
    inside = tag.uri === sitemaps ? tag.local : '';
    if (inside === 'url') entries.push({ address: '', alternates: new Map() });
    if (tag.uri === xhtml && tag.local === 'link' && tag.attributes.rel?.value === 'alternate') {
      entries.at(-1)?.alternates.set(tag.attributes.hreflang?.value, tag.attributes.href?.value);
    }
  });
  parser.on('text', (data) => {
    if (inside === 'loc' && entries.length > 0) entries.at(-1).address += data;
  });
  parser.on('closetag', () => {
    inside = '';
  });
  parser.write(text).close();
  return entries;
}

/** Looks at the site in a folder: { problems, checked }. */
export function checkXML(site, base) {
  const all = files(site);
  const exists = new Set(all);
  const home = base.endsWith('/') ? base : `${base}/`;
  const problems = [];
  const xml = all.filter((p) => /\.(xml|svg|atom)$/.test(p));
  let addresses = 0;
  for (const path of xml) {
    const entries = parse(read(site, path), (what) => problems.push(`${path}:${what}`));
    if (path !== 'sitemap.xml') continue;
    const byAddress = new Map(entries.map((e) => [e.address, e]));
    if (byAddress.size !== entries.length) problems.push(`${path}: an address stands twice`);
    for (const { address, alternates } of entries) {
      addresses++;
      const inside = address.startsWith(home) ? decodeURIComponent(address.slice(home.length)) : null;
      if (inside === null) problems.push(`${path}: ${address} does not begin with ${home}`);
      else if (!exists.has(inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside)) problems.push(`${path}: ${address} leads nowhere`);
      for (const [language, other] of alternates) {
        const back = byAddress.get(other)?.alternates;
        if (!language) problems.push(`${path}: ${address} has a translation without a language`);
        // x-default may name the choice of language, which is nobody's translation.
        if (language !== 'x-default' && ![...(back?.values() ?? [])].includes(address)) problems.push(`${path}: ${address} names ${other}, which does not name it`);
      }
    }
  }
  if (!exists.has('sitemap.xml')) problems.push('sitemap.xml: there is none');
  if (addresses === 0) problems.push('sitemap.xml: it names no address');
  return { problems, checked: [[xml.length, 'XML files'], [addresses, 'addresses in the sitemap']] };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site, base } = commandLine();
  const { problems, checked } = checkXML(site, base);
  verdict(problems, checked);
}
