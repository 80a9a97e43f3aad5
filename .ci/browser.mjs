// Drives a browser through the built site: every kind of page, in every way a
// reader may meet it.
//
//   node .ci/browser.mjs SITE-FOLDER BASE-URL
//
// CHROMIUM names the browser; VITRINA_SCREENS a folder to keep pictures in.

import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { commandLine, verdict } from './site.mjs';
import { reviewed } from './browser/engines.mjs';
import { checkJourneys } from './browser/journeys.mjs';
import { choose, describePages } from './browser/kinds.mjs';
import { checkPages } from './browser/pages.mjs';
import { checkPrint } from './browser/print.mjs';
import { serve } from './browser/server.mjs';

/** Starts the browser; it can reach this machine only. */
export function launch() {
  const executablePath = process.env.CHROMIUM || execFileSync('sh', ['-c', 'command -v chromium-headless-shell || command -v chromium || command -v google-chrome'], { encoding: 'utf8' }).trim();
  return chromium.launch({ executablePath, args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
}

/** Selectors that no page of this site has, but another site or another day will. */
const foreseen = {
  '.drawing .hollow': 'no result in the unit of its target is declared without evidence',
  '.source': 'no repository of the sources is known',
  '.paper': 'no repository and no contact are known, whose addresses it prints',
  '.untranslated': 'this site has every page in both languages',
  '.s-ahead::before': 'no deadline lies ahead on the date of the verification',
  '.text h3': 'authors may write them',
  '.children': 'the texts of this site lead to the pages below them themselves',
  '.text a[href^="http"]::after': 'authors may write links to other sites',
  '.letters span': 'an index too long for one page has one page a letter',
};

function unusedFaults(selectors) {
  const faults = [...new Set(selectors)].filter((selector) => !(selector in foreseen)).map((selector) => `static/site.css: no page has ${selector}`);
  for (const selector of Object.keys(foreseen)) if (!selectors.includes(selector)) faults.push(`.ci/browser.mjs: pages have ${selector}: strike it from the list`);
  return faults;
}

/** Looks at every kind of page of a site: { problems, checked }. */
export async function checkBrowser(site, base, { list = reviewed, screens = '', workers = availableParallelism() } = {}) {
  const all = describePages(site);
  const chosen = choose(all);
  const server = { site, base, ...await serve(site, base) };
  const browser = await launch();
  try {
    const { problems, counts, fired, unused } = await checkPages(browser, server, chosen, { reviewed: list, screens, workers });
    list.forEach((entry, i) => fired.has(i) || problems.push(`.ci/browser/engines.mjs: ${entry.engine} no longer says ${entry.rule}${entry.on ? ` of ${entry.on}` : ''}: strike it from the list`));
    const journeys = await checkJourneys(browser, server, all);
    const print = await checkPrint(browser, server, chosen, screens);
    problems.push(...journeys.problems, ...print.problems);
    if (!list.length || list === reviewed) problems.push(...unusedFaults(unused.filter((selector) => !journeys.used.has(selector))));
    const kinds = new Set(chosen.map(({ lang, kind }) => `${lang} ${kind}`)).size;
    return { problems, checked: [
      [counts.pages, `pages of ${all.length}`], [kinds, 'kinds and languages'], [counts.views, 'views'], [counts.remarks, 'remarks of engines'],
      [journeys.count, 'journeys'], [print.sheets, 'printed sheets'], [counts.screens, 'pictures']] };
  } finally {
    await browser.close();
    await server.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site, base } = commandLine();
  const { problems, checked } = await checkBrowser(site, base, { screens: process.env.VITRINA_SCREENS });
  verdict(problems, checked);
}
