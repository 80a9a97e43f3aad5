// Runs the programs that the pages of datasets show, against the files served
// on this machine, and holds what they print against the list of files. The
// formula of a spreadsheet is read, since no spreadsheet is here to run it.
//
//   node .ci/snippets.mjs SITE-FOLDER BASE-URL

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'parse5';
import { commandLine, read, verdict } from './site.mjs';

const run = promisify(execFile);
const { site, base } = commandLine();
const server = createServer((request, response) => {
  try {
    response.end(readFileSync(join(site, decodeURIComponent(new URL(request.url, 'http://x').pathname))));
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((ready) => server.once('listening', ready));
const here = `http://127.0.0.1:${server.address().port}/`;

/** The programs of a page, by the id of their heading. */
function programs(html) {
  const found = {};
  const text = (node) => node.value ?? (node.childNodes ?? []).map(text).join('');
  const visit = (node) => {
    const label = node.attrs?.find((a) => a.name === 'aria-labelledby')?.value;
    if (label?.startsWith('code-')) found[label.slice('code-'.length)] = text(node).replaceAll(base, here);
    (node.childNodes ?? []).forEach(visit);
  };
  visit(parse(html));
  return found;
}

const problems = [];
const counts = { python: 0, curl: 0, formula: 0 };
const index = JSON.parse(read(site, 'data/index.json'));
const work = mkdtempSync(join(tmpdir(), 'snippets-'));
for (const name of ['commitments', 'ratings', 'codes-departments', 'milestones']) {
  const table = index.tables.find((t) => t.name === name);
  const code = programs(read(site, `${table.page.en}index.html`));
  const say = (what) => problems.push(`${name}: ${what}`);
  try {
    const { stdout } = await run('python3', ['-c', code.python], { cwd: work });
    if (!stdout.startsWith(`${table.rows} `)) say(`Python prints ${stdout.trim()}, the table has ${table.rows} rows`);
    counts.python++;
    const curl = await run('sh', ['-c', code.curl], { cwd: work });
    if (curl.stdout.trim() !== `${name}.csv: OK`) say(`curl prints ${curl.stdout}`);
    counts.curl++;
  } catch (error) {
    say(error.message);
  }
  if (code.formula?.trim() !== `=IMPORTDATA("${here}data/${name}.csv")`) say(`the formula is ${code.formula}`);
  counts.formula++;
}
server.close();
rmSync(work, { recursive: true });
verdict(problems, Object.entries(counts).map(([what, n]) => [n, `programs: ${what}`]));
