// What comes out of a printer: a plan, a plan with all its commitments, and a
// commitment, in each language, as PDF read back with pdftotext (poppler).

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './measure.mjs';
import { listening } from './pages.mjs';

const plain = (text) => text.replace(/\u00ad/g, '').replace(/\s+/g, ' ').trim();
// Lines break inside long addresses.
const solid = (text) => text.replace(/\s+/g, '');

/** The faults of a printed page: what it was printed from, and the text of its sheets. */
export function printFaults({ title, line, addresses }, sheets) {
  const faults = [];
  const whole = plain(sheets.join(' '));
  if (!whole.includes(plain(title))) faults.push(`the print lacks the title “${plain(title)}”`);
  const run = solid(sheets.join(''));
  const lacks = addresses.filter((address) => !run.includes(solid(address)));
  if (lacks.length) faults.push(`the print lacks ${lacks.length} of ${addresses.length} addresses of links, among them ${lacks[0]}`);
  sheets.forEach((sheet, i) => plain(sheet).includes(plain(line)) || faults.push(`sheet ${i + 1} of ${sheets.length} lacks its line “${plain(line)}”`));
  return faults;
}

/** Prints the heaviest page of some kinds in every language: { problems, sheets }. */
export async function checkPrint(browser, server, all, keep, kinds = ['plan', 'commitment', 'print']) {
  const problems = [];
  const pages = [...all].sort((a, b) => b.size - a.size);
  let printed = 0;
  const folder = keep || mkdtempSync(join(tmpdir(), 'print-'));
  try {
    // The first of each kind and language is the heaviest.
    const first = pages.filter(({ kind, lang }, i) => kinds.includes(kind) && i === pages.findIndex((each) => each.kind === kind && each.lang === lang));
    for (const page of first) {
      const tell = (fault) => problems.push(`${page.path} [printed]: ${fault}`);
      // A dark screen must not print dark.
      const context = await listening(browser, server, tell, { colorScheme: 'dark', reducedMotion: 'reduce' });
      const tab = await context.newPage();
      await tab.goto(server.address + page.path);
      await tab.emulateMedia({ media: 'print' });
      const told = await tab.evaluate(() => ({
        title: document.querySelector('h1').textContent,
        line: document.querySelector('.sheet')?.textContent ?? '',
        addresses: [...document.querySelectorAll('.sources a[href^=http]')].map((a) => a.getAttribute('href')),
        paper: getComputedStyle(document.body).backgroundColor,
      }));
      if (told.paper !== 'rgb(255, 255, 255)') tell(`the paper is ${told.paper}`);
      for (const fault of await measure(tab)) if (fault.startsWith('contrast')) tell(fault);
      if (!/\d/.test(told.line)) tell('there is no line with the date for each sheet');
      const path = join(folder, `${page.kind}.${page.lang}.pdf`);
      await tab.pdf({ path, preferCSSPageSize: true });
      const sheets = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
      printed += sheets.length;
      if (sheets.length === 0) tell('nothing comes out');
      for (const fault of printFaults(told, sheets)) tell(fault);
      await context.close();
    }
  } finally {
    if (!keep) rmSync(folder, { recursive: true });
  }
  if (printed === 0) problems.push('nothing was printed');
  return { problems, sheets: printed };
}
