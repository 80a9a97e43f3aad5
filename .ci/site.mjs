// What the judges share: which files the built site has, what its pages hold,
// and how a verdict is told.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'parse5';

/** The paths of all files below a folder, with "/" between their parts, sorted. */
export function files(site) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

export const isPage = (path) => path.endsWith('.html');

export const read = (site, path) => readFileSync(join(site, path), 'utf8');

/** The elements of a page in the order they stand, those inside templates included. */
export function elements(html) {
  const found = [];
  const visit = (node) => {
    if (node.tagName) {
      const at = node.sourceCodeLocation;
      found.push({
        name: node.tagName,
        line: at?.startLine ?? 0,
        attributes: Object.fromEntries(node.attrs.map((a) => [a.prefix ? `${a.prefix}:${a.name}` : a.name, a.value])),
        text: node.childNodes.filter((c) => c.nodeName === '#text').map((c) => c.value).join(''),
      });
    }
    for (const child of node.childNodes ?? []) visit(child);
    if (node.content) visit(node.content);
  };
  visit(parse(html, { sourceCodeLocationInfo: true }));
  return found;
}

const shown = 50;

/**
 * Prints what is wrong and, last, how much was looked at, in the form that
 * .ci/run reads; the exit status is 1 where something is wrong or nothing was
 * looked at.
 */
export function verdict(problems, checked) {
  for (const problem of problems.slice(0, shown)) console.log(problem);
  if (problems.length > shown) console.log(`… and ${problems.length - shown} more`);
  console.log(`checked: ${checked.map(([count, what]) => `${count} ${what}`).join(', ')}`);
  process.exitCode = problems.length > 0 || checked[0][0] === 0 ? 1 : 0;
}

/** The command line: the folder of the built site and the address it was built for. */
export function commandLine() {
  const [site, base] = process.argv.slice(2);
  if (!site) {
    console.error('usage: node SCRIPT SITE-FOLDER [BASE-URL]');
    process.exit(2);
  }
  if (!existsSync(site)) {
    console.error('there is no built site to look at');
    process.exit(2);
  }
  return { site, base: base ?? '' };
}
