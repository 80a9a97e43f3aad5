// Follows every link of the built site that stays inside it, and every
// fragment, and says where a page would ask another host for something.
//
//   node .ci/links.mjs SITE-FOLDER [BASE-URL]
//
// A page must work at a domain's root, below a path and opened from disk.
// Therefore a link inside the site is relative and names a file; only 404.html,
// which a server shows at any address, may use the base address.

import { pathToFileURL } from 'node:url';
import { commandLine, elements, files, isPage, read, verdict } from './site.mjs';

// Attributes that hold one address.
const addressed = new Set(['href', 'src', 'poster', 'data', 'cite', 'action', 'formaction', 'xlink:href', 'manifest', 'longdesc', 'background']);
// Kinds of <link> that a browser does not fetch while it shows the page.
const unfetched = new Set(['canonical', 'alternate', 'license', 'author', 'next', 'prev', 'help', 'search', 'me', 'describedby', 'up', 'index', 'collection', 'item', 'cite-as', 'type', 'first', 'last', 'contents']);
// Where a reader goes, as against what a page fetches.
const navigation = new Set(['a href', 'area href', 'blockquote cite', 'q cite', 'ins cite', 'del cite']);

/** The addresses of an element: { value, kind } with kind "go", "say" or "fetch". */
function addresses({ name, attributes, text }) {
  const found = [];
  for (const [attribute, value] of Object.entries(attributes)) {
    if (addressed.has(attribute)) {
      let kind = navigation.has(`${name} ${attribute}`) ? 'go' : 'fetch';
      if (name === 'link') {
        const relations = (attributes.rel ?? '').toLowerCase().split(/\s+/);
        kind = relations.every((r) => unfetched.has(r)) ? 'say' : 'fetch';
      }
      found.push({ value, kind });
    } else if (attribute === 'srcset' || attribute === 'imagesrcset') {
      for (const candidate of value.split(',')) found.push({ value: candidate.trim().split(/\s+/)[0], kind: 'fetch' });
    } else if (attribute === 'ping') {
      for (const each of value.split(/\s+/).filter(Boolean)) found.push({ value: each, kind: 'fetch' });
    } else if (attribute === 'style') {
      found.push(...styleAddresses(value));
    }
  }
  if (name === 'style') found.push(...styleAddresses(text));
  if (name === 'meta' && (attributes['http-equiv'] ?? '').toLowerCase() === 'refresh') {
    const to = /^[^;,]*[;,]\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$/i.exec(attributes.content ?? '');
    if (to?.[1]) found.push({ value: to[1], kind: 'go' });
  }
  return found;
}

/** What a style sheet fetches. */
function styleAddresses(css) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, ' ');
  const found = [];
  for (const m of plain.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi)) {
    found.push({ value: m[1] ?? m[2] ?? m[3] ?? m[4] ?? m[5], kind: 'fetch' });
  }
  return found;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

// An origin of no meaning, for the rules by which browsers resolve a link.
const root = 'https://site.invalid/';

/** Looks at the site in a folder: { problems, checked }. */
export function checkLinks(site, base = '') {
  const all = files(site);
  const exists = new Set(all);
  const folders = new Set(all.flatMap((path) => path.split('/').slice(0, -1).map((_, i, parts) => parts.slice(0, i + 1).join('/'))));
  const pages = new Map();
  const fragments = new Map();
  for (const path of all.filter((p) => isPage(p) || p.endsWith('.svg'))) {
    const found = elements(read(site, path));
    if (isPage(path)) pages.set(path, found);
    fragments.set(path, new Set(found.flatMap((e) => [e.attributes.id, e.name === 'a' ? e.attributes.name : undefined]).filter((id) => id !== undefined)));
  }
  const sheets = all.filter((p) => p.endsWith('.css'));
  const home = base && new URL(base.endsWith('/') ? base : `${base}/`);

  const problems = [];
  const leadsTo = new Map();
  const count = { inside: 0, fragments: 0, outside: 0 };

  // follow judges one address that stands in the file from and returns the
  // file it leads to.
  const follow = (from, line, { value, kind }) => {
    const wrong = (what) => {
      problems.push(`${from}:${line}: "${value}" ${what}`);
    };
    const address = value.trim();
    if (address !== value || /[\s\\]/.test(address)) return wrong('holds a blank or a backslash');
    if (address === '') return wrong('is empty');
    let target;
    if (address.startsWith('//')) return wrong('names a host without a scheme');
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1].toLowerCase();
    if (scheme) {
      if (scheme === 'data' && kind === 'fetch') return undefined;
      if ((scheme === 'mailto' || scheme === 'tel') && kind === 'go') return undefined;
      if (scheme !== 'https' && scheme !== 'http') return wrong(`has the scheme ${scheme}`);
      if (!URL.canParse(address)) return wrong('is not an address');
      const url = new URL(address);
      const own = home && url.origin === home.origin && `${url.pathname}/`.startsWith(home.pathname);
      if (kind === 'fetch' && !(own && from === '404.html')) return wrong('is fetched by its full address: the page would ask a host');
      if (!own) {
        count.outside++;
        return undefined;
      }
      target = new URL(url.pathname.slice(home.pathname.length) + url.hash, root);
    } else if (address.startsWith('/')) {
      if (from !== '404.html') return wrong('begins at the root: the site would not work below a path or from disk');
      const prefix = home ? home.pathname : '/';
      if (!address.startsWith(prefix)) return wrong(`lies outside ${prefix}`);
      target = new URL(address.slice(prefix.length), root);
    } else {
      // A path that climbs above the root stays there in a browser and leaves the site on disk.
      const climbs = address.split(/[?#]/)[0].split('/');
      let depth = from.split('/').length - 1;
      for (const part of climbs) {
        if (part === '..') depth--;
        else if (part !== '' && part !== '.') depth++;
        if (depth < 0) return wrong('climbs out of the site');
      }
      target = new URL(address, root + from.split('/').map(encodeURIComponent).join('/'));
    }

    count.inside++;
    let path = decoded(target.pathname.slice(1));
    if (path === null) return wrong('is badly escaped');
    const relative = !scheme && !address.startsWith('/');
    if (path === '' || path.endsWith('/') || (!exists.has(path) && folders.has(path))) {
      const index = path === '' || path.endsWith('/') ? `${path}index.html` : `${path}/index.html`;
      if (!exists.has(index)) return wrong(`leads to a folder without ${index}`);
      if (relative && from !== '404.html') return wrong('names a folder: opened from disk it would list files; name its index.html');
      path = index;
    }
    if (!exists.has(path)) return wrong(`leads to ${path}, which does not exist`);
    const fragment = target.hash.slice(1);
    if (fragment !== '') {
      count.fragments++;
      const id = decoded(fragment);
      if (!fragments.has(path)) return wrong(`has a fragment, and ${path} has no places that can be named`);
      if (!fragments.get(path).has(id) && !(id === 'top' && isPage(path))) return wrong(`names a place that ${path} does not have`);
    }
    return path;
  };

  for (const [page, found] of pages) {
    const targets = new Set();
    for (const element of found) {
      if (element.name === 'base') {
        problems.push(`${page}:${element.line}: <base> changes what every link means`);
        continue;
      }
      for (const address of addresses(element)) {
        const target = follow(page, element.line, address);
        if (target && address.kind === 'go') targets.add(target);
      }
    }
    leadsTo.set(page, targets);
  }
  for (const sheet of sheets) {
    for (const address of styleAddresses(read(site, sheet))) follow(sheet, 1, address);
  }

  // Every page must be within reach of the home page by links alone.
  const reached = new Set(['index.html', '404.html']);
  for (const page of reached) {
    for (const target of leadsTo.get(page) ?? []) reached.add(target);
  }
  if (!exists.has('index.html')) problems.push('index.html: the site has no home page');
  for (const page of pages.keys()) {
    if (!reached.has(page)) problems.push(`${page}:1: no way leads here from the home page`);
  }

  return {
    problems,
    checked: [
      [pages.size, 'pages'],
      [count.inside, 'links inside the site'],
      [count.fragments, 'fragments'],
      [sheets.length, 'style sheets'],
      [count.outside, 'links to other sites, not followed'],
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site, base } = commandLine();
  const { problems, checked } = checkLinks(site, base);
  verdict(problems, checked);
}
