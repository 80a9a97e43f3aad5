// Puts the search of the site's script to queries, on a built site: what is
// found first, what is offered instead, and what the answer weighs.
//
//   node .ci/search.mjs SITE-FOLDER

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { commandLine, elements, read, verdict } from './site.mjs';

const limit = 30_000;

/** The part of the script that asks the index, as it stands in the sources. */
export function asking(script = readFileSync(new URL('../layouts/static/site.js', import.meta.url), 'utf8')) {
  const [, part] = script.match(/\/\/ ---- Words and the index: .*?\n(.*?)\n {2}\/\/ ---- Search ----/s);
  return new Function(`'use strict'; ${part} return { cut, rules, forms, near, asked, asker };`)();
}

/** Asks a site in its languages: { problems, checked, heaviest }. */
export async function checkSearch(site, queries) {
  const { cut, rules, asker } = asking();
  const known = new Map();
  const problems = [];
  let heaviest = { bytes: 0 };
  // The page of the search is where the common words of a language are, and how
  // plurals are formed.
  const wordsOf = (language) => {
    if (!known.has(language)) {
      const page = read(site, `${language}/index.html`);
      const find = elements(page).find(({ name, attributes }) => name === 'form' && attributes.role === 'search');
      const form = elements(read(site, join(language, find.attributes.action))).find(({ attributes }) => 'data-search' in attributes);
      known.set(language, [cut(form.attributes['data-common']), rules(form.attributes['data-plurals'])]);
    }
    return known.get(language);
  };
  for (const { language, query, first, behind, instead = '', partial = false } of queries) {
    const loaded = new Map();
    const get = async (name) => {
      const path = join(site, language, 'search', `${name}.json`);
      if (!existsSync(path)) throw new Error(`there is no ${path}`);
      if (!loaded.has(name)) loaded.set(name, readFileSync(path));
      return JSON.parse(loaded.get(name));
    };
    const { look, show } = asker(get, ...wordsOf(language));
    const answer = await look(query);
    const found = await show(answer.ranked.slice(0, 10));
    const tell = (what) => problems.push(`${language}: “${query}”: ${what}`);
    const best = answer.whole && !answer.missing.length ? found[0]?.[1] ?? '' : '';
    if (best !== first) tell(`finds ${best || 'nothing'} first, not ${first || 'nothing'}`);
    if (behind) {
      const place = (await show(answer.ranked)).findIndex(([, address]) => address === behind);
      if (place < answer.sure) tell(`finds ${behind} in place ${place}, and ${answer.sure} have the words`);
    }
    if ((answer.instead || '') !== instead) tell(`is offered “${answer.instead}”, not “${instead}”`);
    if (answer.partial !== partial) tell(`that more words begin so is ${answer.partial}`);
    const bytes = [...loaded.values()].reduce((sum, data) => sum + gzipSync(data).length, 0);
    if (bytes > limit) tell(`costs ${bytes} bytes, more than ${limit}`);
    if (bytes > heaviest.bytes) heaviest = { bytes, query, language };
  }
  return { problems, checked: [[queries.length, 'queries']], heaviest };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site } = commandLine();
  const queries = JSON.parse(readFileSync(new URL('../generator/search/testdata/queries.json', import.meta.url), 'utf8'));
  const { problems, checked, heaviest } = await checkSearch(site, queries);
  console.log(`the heaviest query: ${heaviest.bytes} bytes, “${heaviest.query}” (${heaviest.language})`);
  verdict(problems, checked);
}
