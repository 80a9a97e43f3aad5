// The judges that we wrote, held against small sites with known faults.

import { deepEqual, match, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkFeeds } from './feeds.mjs';
import { checkBrowser, launch } from './browser.mjs';
import { checkJourneys } from './browser/journeys.mjs';
import { choose, describePages } from './browser/kinds.mjs';
import { checkPages } from './browser/pages.mjs';
import { checkPrint, printFaults } from './browser/print.mjs';
import { serve } from './browser/server.mjs';
import { checkLinks } from './links.mjs';
import { checkPolicy, policyFaults } from './policy.mjs';
import { checkSchemaOrg } from './schemaorg.mjs';
import { asking, checkSearch } from './search.mjs';
import { smallSite } from './small.mjs';
import { checkSnippets } from './snippets.mjs';
import { checkXML } from './xml.mjs';

const base = 'https://example.org/vitrina/';

/** Writes a site whose files are given, and returns its folder. */
function write(contents) {
  const site = mkdtempSync(join(tmpdir(), 'judges-'));
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  return site;
}

/** Writes a site whose files are given, and hands its folder to a function. */
function withSite(contents, use) {
  const site = write(contents);
  try {
    return use(site);
  } finally {
    rmSync(site, { recursive: true });
  }
}

const sound = {
  'index.html': `<!doctype html><link rel=stylesheet href=assets/site.css><link rel=canonical href=${base}>
<h1 id=año>x</h1><a href=es/index.html>es</a> <a href="#a%C3%B1o">y</a> <a href="#top">z</a> <a href="mailto:a@example.org">m</a>
<a href="https://example.com/x#y">out</a> <a href=data/plans.csv>csv</a> <img src="data:,"> <svg><use href="assets/i.svg#i"/></svg>`,
  'es/index.html': `<!doctype html><a href="../index.html#a%C3%B1o">back</a><a href="${base}es/">here, for citing</a>`,
  'es/name with blank.html': '<!doctype html>',
  '404.html': `<!doctype html><link rel=stylesheet href=${base}assets/site.css><a href="/vitrina/es/">es</a>`,
  'assets/site.css': '/* url(nowhere.png) */ body { background: url("i.svg") }',
  'assets/i.svg': '<svg xmlns="http://www.w3.org/2000/svg"><g id="i"/></svg>',
  'data/plans.csv': 'id\r\n',
};

test('a sound site has no problems, and everything is counted', () => {
  const { 'es/name with blank.html': _, ...site } = sound;
  const { problems, checked } = withSite(site, (folder) => checkLinks(folder, base));
  deepEqual(problems, []);
  deepEqual(checked.map(([count]) => count), [3, 12, 4, 1, 1]);
});

test('a page that nothing leads to is reported', () => {
  const { problems } = withSite(sound, (folder) => checkLinks(folder, base));
  deepEqual(problems, ['es/name with blank.html:1: no way leads here from the home page']);
});

for (const [fault, html, expected] of [
  ['a dead link', '<a href="no.html">', /leads to x\/no\.html, which does not exist/],
  ['another case of letters', '<a href="../Index.html">', /does not exist/],
  ['a dead fragment', '<a href="../index.html#no">', /names a place that index\.html does not have/],
  ['a dead fragment on the same page', '<a href="#no">', /names a place/],
  ['a fragment of a table', '<a href="../data/plans.csv#id">', /has no places/],
  ['a folder', '<a href="../x/">', /names a folder/],
  ['a folder without its slash', '<a href="../x">', /names a folder/],
  ['a folder without a page', '<a href="../data/">', /without data\/index\.html/],
  ['a link from the root', '<a href="/x/index.html">', /begins at the root/],
  ['a climb out of the site', '<a href="../../index.html">', /climbs out/],
  ['a dead address of our own', `<a href="${base}no.html">`, /does not exist/],
  ['a dead canonical address', `<link rel=canonical href="${base}no/">`, /without no\/index\.html/],
  ['a host without a scheme', '<a href="//example.com/">', /without a scheme/],
  ['a script as a link', '<a href="javascript:alert(1)">', /has the scheme javascript/],
  ['an empty link', '<a href="">', /is empty/],
  ['a blank in a link', '<a href="../index.html ">', /holds a blank/],
  ['a bad escape', '<a href="%E0%A4%A.html">', /badly escaped/],
  ['a picture from another host', '<img src="https://example.com/a.png">', /would ask a host/],
  ['a set of pictures from another host', '<img srcset="https://example.com/a.png 2x">', /would ask a host/],
  ['a script from another host', '<script src="http://example.com/a.js"></script>', /would ask a host/],
  ['a style sheet from another host', '<link rel="alternate stylesheet" href="https://example.com/a.css">', /would ask a host/],
  ['an early connection to another host', '<link rel=preconnect href="https://example.com">', /would ask a host/],
  ['a frame from another host', '<iframe src="https://example.com/"></iframe>', /would ask a host/],
  ['a form that leaves the site', '<form action="https://example.com/"></form>', /would ask a host/],
  ['a style that fetches', '<p style="background: url(https://example.com/a.png)">', /would ask a host/],
  ['a style element that fetches', '<style>@import "https://example.com/a.css";</style>', /would ask a host/],
  ['a dead picture in a template', '<template><img src="no.png"></template>', /does not exist/],
  ['a dead turn to another page', '<meta http-equiv=refresh content="0; url=no.html">', /does not exist/],
  ['a <base>', '<base href="../">', /changes what every link means/],
]) {
  test(`${fault} is reported, and only that`, () => {
    const site = { 'index.html': '<!doctype html><a href="x/index.html">x</a>', 'x/index.html': `<!doctype html>\n${html}`, 'data/plans.csv': '' };
    const { problems } = withSite(site, (folder) => checkLinks(folder, base));
    deepEqual(problems.length, 1, problems.join('\n'));
    match(problems[0], /^x\/index\.html:2: /);
    match(problems[0], expected);
  });
}

test('a style sheet that fetches from another host is reported', () => {
  const site = { 'index.html': '<!doctype html>', 'a.css': '@import url(//example.com/b.css); a { b: url(no.png) }' };
  const { problems } = withSite(site, (folder) => checkLinks(folder, base));
  deepEqual(problems.length, 2, problems.join('\n'));
});

const sitemap = (entries) => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${entries}</urlset>`;
const entry = (path, ...others) => `<url><loc>${base}${path}</loc>${others.map(([language, to]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${base}${to}"/>`).join('')}</url>`;

for (const [name, text, expected] of [
  ['a sound sitemap', sitemap(entry('es/', ['en', 'en/'], ['x-default', 'es/']) + entry('en/', ['es', 'es/'])), []],
  ['an address that leads nowhere', sitemap(entry('no/')), [/leads nowhere/]],
  ['an address of another site', sitemap('<url><loc>https://example.com/</loc></url>'), [/does not begin with/]],
  ['a translation that does not answer', sitemap(entry('es/', ['en', 'en/']) + entry('en/')), [/does not name it/]],
  ['an address that stands twice', sitemap(entry('es/') + entry('es/')), [/stands twice/]],
  ['broken XML', sitemap(entry('es/')).replace('</url>', ''), [/.*/]],
  ['an empty sitemap', sitemap(''), [/names no address/]],
]) {
  test(`the sitemap judge: ${name}`, () => {
    const site = { 'sitemap.xml': text, 'es/index.html': '', 'en/index.html': '' };
    const { problems } = withSite(site, (folder) => checkXML(folder, base));
    if (name === 'broken XML') {
      match(problems[0] ?? '', /^sitemap\.xml:\d+:\d+/);
      return;
    }
    deepEqual(problems.length, expected.length, problems.join('\n'));
    expected.forEach((pattern, i) => match(problems[i], pattern));
  });
}

test('values of typed forms are compared as the cells of the CSV', async () => {
  const { cellOf } = await import('./files.mjs');
  deepEqual([null, undefined, true, 1250, ['a', 'b'], new Date('2019-08-31T00:00:00Z'), '05001'].map(cellOf), ['', '', 'true', '1250', 'a|b', '2019-08-31', '05001']);
});
const feed = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es-CO"><id>urn:uuid:98c4c3ca-19e4-5478-bcfc-d62df5d8af6b</id><title>Novedades</title><updated>2026-11-25T00:00:00Z</updated>
<link rel="self" type="application/atom+xml" href="${base}x.xml"/><link rel="alternate" type="text/html" href="${base}"/><author><name>Prensa</name></author>
<entry><id>urn:uuid:3b296d10-954c-5be3-aacd-593f44031256</id><title>Uno</title><updated>2026-11-25T00:00:00Z</updated><link rel="alternate" type="text/html" href="${base}"/><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>`;
const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//x//ES', 'BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20261125T000000Z', 'DTSTART;VALUE=DATE:20190831', 'DTEND;VALUE=DATE:20190901', 'SUMMARY:Plazo', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const followed = {
  'index.html': '<!doctype html><link rel=alternate type="application/atom+xml" title=x href=x.xml><a href=x.xml>x</a> <a href=x.ics>y</a>',
  'x.xml': feed,
  'x.ics': calendar,
};

test('a sound feed and a sound calendar have no problems, and everything is counted', () => {
  const { problems, checked } = withSite(followed, (folder) => checkFeeds(folder, base));
  deepEqual(problems, []);
  deepEqual(checked.map(([count]) => count), [1, 1, 1, 1, 1]);
});

for (const [fault, path, from, to, expected] of [
  ['no id', 'x.xml', /<id>urn:uuid:98.*?<\/id>/, '', /feed has 0 of id/],
  ['an id used twice', 'x.xml', '3b296d10-954c-5be3-aacd-593f44031256', '98c4c3ca-19e4-5478-bcfc-d62df5d8af6b', /twice/],
  ['a day for a time', 'x.xml', '<updated>2026-11-25T00:00:00Z</updated>\n', '<updated>2026-11-25</updated>\n', /wrong time/],
  ['a feed older than its entry', 'x.xml', '<updated>2026-11-25T00:00:00Z</updated>\n', '<updated>2026-11-24T00:00:00Z</updated>\n', /older than its entries/],
  ['another self', 'x.xml', `${base}x.xml`, `${base}y.xml`, /names itself as/],
  ['a link that leads nowhere', 'x.xml', `text/html" href="${base}"/><content`, `text/html" href="${base}no/"/><content`, /leads nowhere/],
  ['no language', 'x.xml', ' xml:lang="es-CO"', '', /language/],
  ['a script in the content', 'x.xml', '&lt;p&gt;x', '&lt;p&gt;&lt;script&gt;x', /refuse/],
  ['an element that is not Atom', 'x.xml', '<author>', '<pubDate/><author>', /may not hold pubDate/],
  ['lines that end with LF', 'x.ics', /\r\n/g, '\n', /CRLF/],
  ['a long line', 'x.ics', 'Plazo', 'x'.repeat(80), /octets/],
  ['an event without an end', 'x.ics', 'DTEND;VALUE=DATE:20190901\r\n', '', /dtend/],
  ['an end before its start', 'x.ics', '20190901', '20190831', /whole days/],
  ['a feed that no page shows', 'index.html', '<a href=x.xml>x</a>', '', /no page leads to it/],
]) {
  test(`${fault} is reported`, () => {
    const { problems } = withSite({ ...followed, [path]: followed[path].replace(from, to) }, (folder) => checkFeeds(folder, base));
    match(problems.join('\n'), expected);
  });
}

// A page with nothing wrong, and a place for what is.
const page = (body, head = '') => `<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content="width=device-width"><title>A page</title>
<link rel=icon href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">${head}</head><body class=p-text><main><h1>A page</h1><p>Words to read.</p>${body}</main></body></html>`;

/** What the browser says of a site, in one tab. */
async function browse(contents, use) {
  const site = write(contents);
  const server = { site, base, ...await serve(site, base) };
  const browser = await launch();
  try {
    return await use({ browser, server, pages: describePages(site) });
  } finally {
    await browser.close();
    await server.close();
    rmSync(site, { recursive: true });
  }
}

const policy = `<meta http-equiv=Content-Security-Policy content="default-src 'self' data:">`;

test('the browser finds the fault of each page, and none in the page without', async () => {
  const faults = {
    'sound.html': [page('')],
    'picture.html': [page('<img src="data:,">'), /axe: image-alt/, /HTML_CodeSniffer: .*H37/, /IBM: img_alt_valid/],
    'console.html': [page('<script>console.error("oh")</script>'), /console: oh/],
    'script.html': [page('<script>nothing()</script>'), /script: nothing is not defined/],
    'policy.html': [page('<p style="color: black">Black.</p>', policy), /console: .*Content Security Policy/],
    'host.html': [page('<img alt="Far" src="https://example.com/a.png">'), /asks another host for https:\/\/example\.com\/a\.png/],
    'lost.html': [page('<img alt="Lost" src="lost.png">'), /console: .*404/],
    'wide.html': [page('<p style="width: 40rem">Wide.</p>'), /the page is \d+ pixels wide on a screen of 320: p “Wide\.”/],
    'cut.html': [page('<p style="overflow: hidden; white-space: nowrap; width: 3rem">A long line of text.</p>'), /cuts off what it holds/],
    'faint.html': [page('<section tabindex=0 aria-label=Scrolls style="overflow: auto; background: linear-gradient(white, white)"><p style="color: #777">Faint.</p></section>'), /contrast of 4\.48 to 1/],
    'dark.html': [page('<p class=d>Dark.</p>', '<style>@media (prefers-color-scheme: dark) { .d { color: #111; background: #222 } }</style>'), /\[wide dark\]: contrast/],
    'small.html': [page('<p style="font-size: 10px">Small.</p>'), /letters smaller than 12 pixels/],
    'stays.html': [page('<p style="position: sticky; top: 0">Stays.</p>'), /stays over the page/],
    'covers.html': [page('<section class="scroll" tabindex="0" aria-label="Rows" style="overflow-x: auto"><table><caption>Rows</caption><tbody><tr><th scope="row" style="position: sticky; left: 0">Covers</th><td><a href="stays.html">its row</a><p style="width: 200rem">Wide.</p></td></tr></tbody></table></section>'), /stays over the page/],
    'moves.html': [page('<p style="transition: color 1s">Moves.</p>'), /moves although/],
    'unsaid.html': [page('<p>Nothing.</p>').replace('p-text', 'p-commitment'), /\[phone\]: does not say who answers/],
    'late.html': [page('<p style="height: 60rem">Long.</p><div class=key><dl class=facts><div><dt>Who</dt><dd>She</dd></div><div><dt>When</dt><dd>Soon</dd></div><div><dt>What</dt><dd>Little</dd></div></dl></div>').replace('p-text', 'p-commitment'), /\[phone\]: is not on the first screen: “WhoShe”/],
    'labels.html': [page('<svg width=200 height=40 role=img aria-label=Drawing><text x=0 y=20>One label</text><text x=9 y=20>another</text></svg>'), /a label covers another/],
  };
  const contents = Object.fromEntries(Object.entries(faults).map(([path, [html]]) => [path, html]));
  await browse(contents, async ({ browser, server, pages }) => {
    const { problems, counts } = await checkPages(browser, server, pages.map((each) => ({ ...each, views: 'all' })), { reviewed: [], screens: '', workers: 2 });
    deepEqual(counts.pages, Object.keys(faults).length);
    for (const [path, [, ...expected]] of Object.entries(faults)) {
      const told = problems.filter((problem) => problem.startsWith(path));
      if (expected.length === 0) deepEqual(told, []);
      for (const pattern of expected) ok(told.some((problem) => pattern.test(problem)), `${path}: ${pattern} is not in ${told.join(' | ')}`);
    }
  });
});

test('a reviewed remark is no fault, and is one when it is no longer made', async () => {
  const site = write({ 'en/index.html': page('<img src="data:,">') });
  try {
    const list = [{ engine: 'axe', rule: 'image-alt', on: 'img', why: 'a test' }, { engine: 'axe', rule: 'label', why: 'a test' }];
    const { problems } = await checkBrowser(site, base, { list, workers: 1 });
    ok(!problems.some((problem) => /axe: image-alt/.test(problem)), problems.join('\n'));
    ok(problems.some((problem) => /axe no longer says label/.test(problem)), problems.join('\n'));
    ok(problems.some((problem) => /journey by keyboard, en: find a commitment by search: there is no page/.test(problem)), problems.join('\n'));
    ok(problems.some((problem) => /nothing was printed/.test(problem)), problems.join('\n'));
  } finally {
    rmSync(site, { recursive: true });
  }
});

test('a reader who cannot go on is reported', async () => {
  const stuck = (body) => page(body).replace('p-text', 'p-commitment');
  await browse({ 'en/index.html': page('<p>Nothing to press.</p>').replace('p-text', 'p-home'), 'en/a/index.html': stuck('') }, async ({ browser, server, pages }) => {
    const { problems } = await checkJourneys(browser, server, pages);
    ok(problems.some((problem) => /Tab does not reach the way past the menu on en\/index\.html/.test(problem)), problems.join('\n'));
  });
});

test('of each kind the heaviest page, the lightest, and those with pieces of their own are chosen', () => {
  const kind = (name, body) => page(body).replace('p-text', `p-${name}`);
  const chosen = withSite({
    'en/x/a.html': kind('a', '<p>1</p>'), 'en/x/b.html': kind('a', '<p>2</p><p>long enough</p>'), 'en/x/c.html': kind('a', '<p class=new>3</p>'), 'en/x/d.html': kind('a', '<p>4</p>'), 'en/x/e.html': kind('b', ''),
  }, (site) => choose(describePages(site)).map(({ path, views }) => `${path} ${views}`));
  deepEqual(chosen, ['en/x/d.html two', 'en/x/b.html others', 'en/x/c.html one', 'en/x/e.html all']);
});

test('a print without its title, its addresses or the line of a sheet is reported', () => {
  const told = { title: 'A plan', line: 'Site · 1 of May', addresses: ['https://example.com/a'] };
  deepEqual(printFaults(told, ['A plan <https://exam\nple.com/a>\nSite · 1 of May']), []);
  const faults = printFaults(told, ['A plan\nSite · 1 of May', 'more']);
  deepEqual(faults.length, 2, faults.join('\n'));
  match(printFaults({ ...told, title: 'Another' }, ['x'])[0], /lacks the title/);
});

test('ink that does not stand out from the paper is reported', async () => {
  const plan = page('<p class=sheet>1 of May</p><style>@media print { b { background: #000; color: #000 } i { color: #ccc } }</style><p>Plain <b>black on black</b>, <i>pale</i></p>').replace('p-text', 'p-plan');
  await browse({ 'en/index.html': plan }, async ({ browser, server, pages }) => {
    const { problems } = await checkPrint(browser, server, pages, '');
    ok(problems.some((problem) => /\[printed\]: contrast of 1\.00 to 1, less than 7: b “black on black” and 1 more/.test(problem)), problems.join('\n'));
  });
});

const strict = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";
for (const [name, text, expected] of [
  ['a strict policy', strict, []],
  ['a script of the page', strict.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"), [/unsafe-inline/, /more than/]],
  ['another host', strict.replace("script-src 'self'", 'script-src https://example.com'), [/./]],
  ['no word on forms', strict.replace("form-action 'self'; ", ''), [/form-action is missing/]],
  ['nothing', '', [/./]],
]) {
  test(`the policy judge: ${name}`, () => {
    const faults = policyFaults(text);
    if (expected.length === 0) deepEqual(faults, []);
    for (const pattern of expected) ok(faults.some((fault) => pattern.test(fault)), faults.join('\n'));
  });
}

test('what a policy would stop, and a page without one, are reported', () => {
  const { problems } = withSite({
    'a.html': page('<p onclick="x()" style="color: red">x</p><script>x()</script><script type="application/ld+json">{}</script>', `<meta http-equiv=Content-Security-Policy content="${strict}">`), 'b.html': page(''),
  }, checkPolicy);
  deepEqual(problems.map((problem) => problem.replace(/:.*/, '')), ['a.html', 'a.html', 'a.html', 'a.html', 'b.html'], problems.join('\n'));
});

// The first column has a hole, so that no formula is asked for.
const towns = 'note,code\r\n"a ""b"", c",05\r\n,08\r\n';
const url = `${base}data/towns.csv`;
const code = {
  python: `import csv, io, urllib.request\nrows = list(csv.DictReader(io.TextIOWrapper(urllib.request.urlopen("${url}"), "utf-8", newline="")))\nprint(len(rows))\nfor row in rows[:3]: print(row["code"])`,
  r: `rows <- read.csv("${url}", colClasses = "character")\ncat(nrow(rows), rows[["code"]], sep = "\\n")`,
  sql: `SELECT count(*), min(code)\nFROM read_csv('${url}', header = true, all_varchar = true);`,
  curl: `curl -fsSO ${url}\ncurl -fsS ${base}data/SHA256SUMS.txt | grep '  towns.csv$' | sha256sum -c`,
};
const townsSite = (es, en, rows = 2) => ({
  'data/towns.csv': towns,
  'data/SHA256SUMS.txt': `${createHash('sha256').update(towns).digest('hex')}  towns.csv\n`,
  'data/index.json': JSON.stringify({ tables: [{ name: 'towns', rows, page: { es: 'es/', en: 'en/' } }] }),
  'data/datapackage.json': JSON.stringify({ resources: [{ name: 'towns', schema: { primaryKey: ['code'], fields: [{ name: 'note' }, { name: 'code' }] } }] }),
  ...Object.fromEntries(Object.entries({ es, en }).map(([language, programs]) => [
    `${language}/index.html`,
    Object.entries(programs).map(([id, text]) => `<section aria-labelledby="code-${id}"><pre><code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre></section>`).join(''),
  ])),
});

for (const [fault, site, expected] of [
  ['sound programs', townsSite(code, code), []],
  ['a program that only one language spoils', townsSite(code, { ...code, python: code.python.replace('csv.DictReader', 'csv.Reader') }), [/^en\/: python: AttributeError/]],
  ['a program that makes numbers of codes', townsSite({ ...code, r: code.r.replace(', colClasses = "character"', '') }, code), [/^es\/: r: it prints "2\\n5/, /^es\/: r: row 1, code: it has "5", the file "05"/]],
  ['a program that loses a row', townsSite({ ...code, sql: code.sql.replace('header = true', 'header = true, skip = 1') }, code), [/^es\/: sql: /]],
  ['a program that is missing', townsSite(code, Object.fromEntries(Object.entries(code).filter(([id]) => id !== 'curl'))), [/^en\/: the program curl is missing/]],
  ['a program that nothing runs', townsSite({ ...code, stata: 'use towns' }, code), [/^es\/: nothing here runs the program stata/]],
  ['a descriptor with another number of rows', townsSite(code, code, 3), [/the descriptor says 3|prints/]],
]) {
  test(`the judge of programs: ${fault}`, async () => {
    const folder = write(site);
    try {
      const { problems, checked } = await checkSnippets(folder, base);
      if (expected.length === 0) deepEqual(problems, []);
      for (const wanted of expected) ok(problems.some((problem) => wanted.test(problem)), problems.join('\n'));
      deepEqual(checked[0][0], 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

// The search of the package in Go is a reading of the site's script: both are
// put to the same cases, here and by .ci/search.mjs.
test('the script knows the other number of a word', () => {
  const { forms, rules } = asking();
  const { plurals, cases } = JSON.parse(readFileSync(new URL('../generator/search/testdata/forms.json', import.meta.url), 'utf8'));
  ok(Object.keys(cases).length > 9);
  for (const [word, want] of Object.entries(cases)) deepEqual(forms(word, rules(plurals)), want, word);
  deepEqual(forms('datos', rules('')), []);
  ok(rules('[^s]//s')[0][0] instanceof RegExp, 'a stem is read once, not at each word');
});

test('the script knows a slip of the keys', () => {
  const { near } = asking();
  for (const [a, b] of [['justica', 'justicia'], ['trasparencia', 'transparencia'], ['dapf', 'dafp'], ['license', 'licence'], ['datoss', 'datos'], ['xdatos', 'datos']]) ok(near(a, b) && near(b, a), `${a}, ${b}`);
  for (const [a, b] of [['datos', 'daots1'], ['abcd', 'dcba'], ['datos', 'dat'], ['presa', 'prisas']]) ok(!near(a, b) && !near(b, a), `${a}, ${b}`);
});

test('the last word of a search is joined to nothing', async () => {
  const { asker } = asking();
  const asked = [];
  const files = { index: { v: 'v', t: 'a at', n: 1, s: 1, k: [] }, t0: { a: 'A' }, t1: { at: 'A', aundefined: 'A' } };
  const { look } = asker(async (name) => (asked.push(name), files[name]), [], []);
  await look('a');
  deepEqual(asked, ['index', 't0']);
});

test('a search that finds something else is reported', async () => {
  const { site, remove } = smallSite(base);
  try {
    const sound = [
      { language: 'es', query: 'el presupuesto', first: 'es/compromisos/co0001/' },
      { language: 'es', query: 'presupuetso', first: '', instead: 'presupuesto' },
      { language: 'es', query: 'budget', first: 'es/compromisos/co0001/' },
      { language: 'es', query: 'xilófono', first: '' },
      { language: 'es', query: '%', first: '' },
    ];
    const { problems, checked } = await checkSearch(site, sound);
    deepEqual(problems, []);
    deepEqual(checked, [[5, 'queries']]);
    for (const [change, fault] of [[{ first: 'es/planes/i/' }, /finds es\/compromisos\/co0001\/ first, not es\/planes\/i\//], [{ instead: 'x' }, /offered/], [{ partial: true }, /more words begin so/]]) {
      const { problems } = await checkSearch(site, [{ ...sound[0], ...change }]);
      ok(problems.length === 1 && fault.test(problems[0]), problems.join('\n'));
    }
  } finally {
    remove();
  }
});

test('what pages say in JSON-LD is read by the words of schema.org', async () => {
  const dataset = { '@context': 'https://schema.org', '@type': 'Dataset', name: 'Spending', url: 'https://example.org/data/', dateModified: '2015-01-15', distribution: [{ '@type': 'DataDownload', contentUrl: 'https://example.org/x.csv' }] };
  const page = (change) => `<!doctype html><script type="application/ld+json">${typeof change === 'string' ? change : JSON.stringify({ ...dataset, ...change })}</script>`;
  const judge = async (pages) => {
    const site = write(pages);
    try {
      return await checkSchemaOrg(site);
    } finally {
      rmSync(site, { recursive: true });
    }
  };
  const sound = await judge({ 'a.html': page({}), 'b.html': '<!doctype html>' });
  deepEqual(sound, { problems: [], checked: [[5, 'statements of schema.org'], [1, 'pages that make them']] });
  for (const [change, fault] of [
    [{ '@type': 'Datasset' }, /Datasset is no kind/],
    [{ '@type': 'name' }, /name is no kind/],
    [{ licence: 'x' }, /licence is no property/],
    [{ Dataset: 'x' }, /Dataset is no property/],
    [{ url: '../data/' }, /cannot be read|no whole address/],
    [{ license: 'not an address' }, /cannot be read|no whole address/],
    [{ url: 'https://' }, /no whole address/],
    [{ name: '' }, /an empty text/],
    [{ dateModified: '2015-01' }, /2015-01 is no day/],
    [{ url: 'mailto:a@example.org' }, /mailto:a@example.org is no whole address/],
    [{ creator: { name: 'x' } }, /of what kind is/],
    [{ '@context': 'https://example.com/' }, /asks the network|cannot be read/],
    [{ 'x:y': 'z', '@context': ['https://schema.org', { 'x:y': null }] }, /cannot be read|statements are written/],
    ['{"@context"', /cannot be read/],
  ]) {
    const { problems } = await judge({ 'a.html': page(change) });
    ok(problems.length > 0, `not noticed: ${JSON.stringify(change)}`);
    match(problems.join('\n'), fault);
  }
});
