// The small site that has, once, all that a description can say: built by the
// program itself, with two editions, for the judges to be held against.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The files of an archive in the form of txtar, by name. */
function unpacked(archive) {
  const parts = archive.split(/^-- (.+) --\n/m).slice(1);
  return Object.fromEntries(Array.from({ length: parts.length / 2 }, (_, i) => [parts[2 * i], parts[2 * i + 1]]));
}

/** Builds the site for an address; returns its folder, and what takes it away. */
export function smallSite(base) {
  const work = mkdtempSync(join(tmpdir(), 'small-'));
  const put = (name, text) => {
    mkdirSync(dirname(join(work, name)), { recursive: true });
    writeFileSync(join(work, name), text);
  };
  for (const archive of ['generator/testdata/site.txtar', 'generator/describe/testdata/site.txtar']) {
    for (const [name, text] of Object.entries(unpacked(readFileSync(join(root, archive), 'utf8')))) put(name, text);
  }
  const program = join(work, 'vitrina');
  execFileSync('go', ['build', '-o', program, './generator'], { cwd: root });
  const vitrina = (...args) => execFileSync(program, args, { cwd: work });
  vitrina('release', '0.9.0', '--date', '2015-01-15');
  const spending = join(work, 'datasets/spending/spending.csv');
  writeFileSync(spending, readFileSync(spending, 'utf8').replace(',1250.50,', ',1251,'));
  vitrina('release', '1.0.0', '--date', '2015-02-01');
  vitrina('build', '--date', '2015-02-10', '--base-url', base);
  return { site: join(work, 'public'), remove: () => rmSync(work, { recursive: true }) };
}
