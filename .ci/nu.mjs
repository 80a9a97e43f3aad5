// Has the Nu HTML Checker look at every page of the built site, all in one
// start of Java, and counts the pages that it says it looked at.
//
//   node .ci/nu.mjs SITE-FOLDER

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { commandLine, files, isPage, verdict } from './site.mjs';

const { site } = commandLine();
const jar = fileURLToPath(new URL('node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));
const folder = `${resolve(site)}/`;
const name = (text) => decodeURIComponent(text.replace(/^file:/, '')).replace(/^\/+/, '/').replace(folder, '');

const run = spawnSync('java', ['-Xss8m', '-Dfile.encoding=UTF-8', '-jar', jar, '--errors-only', '--skip-non-html', '--verbose', '--format', 'json', folder], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
if (run.error) throw run.error;

// With --verbose the names of the files come on standard output, one a line;
// the report comes on standard error.
const looked = new Set(run.stdout.split('\n').filter(Boolean).map(name));
const report = run.stderr.split('\n').find((line) => line.startsWith('{'));
if (!report) throw new Error(`the checker gave no report (status ${run.status}): ${run.stderr.slice(0, 2000)}`);
const { messages } = JSON.parse(report);

const problems = messages.map((m) => `${name(m.url ?? '')}:${m.lastLine ?? 0}:${m.firstColumn ?? m.lastColumn ?? 0}: ${m.message}`);
const pages = files(site).filter(isPage);
for (const page of pages) {
  if (!looked.has(page)) problems.push(`${page}: the checker did not look at it`);
}
if (run.status !== 0 && problems.length === 0) problems.push(`the checker ended with status ${run.status}`);
verdict(problems, [[pages.filter((p) => looked.has(p)).length, 'pages']]);
