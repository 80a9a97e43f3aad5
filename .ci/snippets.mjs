// Runs the programs that the pages of datasets show, against the files served
// on this machine, and holds what they print against the list of files. DuckDB
// reads the file from the disk, since the part of it that reads from the net is
// not in its package; the formula is computed over the workbook by HyperFormula.
//
//   node .ci/snippets.mjs SITE-FOLDER BASE-URL

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { HyperFormula } from 'hyperformula';
import { parse } from 'parse5';
import readWorkbook from 'read-excel-file/node';
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
const counts = { python: 0, r: 0, sql: 0, formula: 0, curl: 0 };
const database = await (await DuckDBInstance.create(':memory:')).connect();
const index = JSON.parse(read(site, 'data/index.json'));
const work = mkdtempSync(join(tmpdir(), 'snippets-'));
const shown = ['commitments', 'ratings', 'codes-departments', 'milestones'].flatMap((name) => {
  const table = index.tables.find((t) => t.name === name);
  return Object.keys(table.page).map((language) => ({ name, table, language }));
});
for (const { name, table, language } of shown) {
  const code = programs(read(site, `${table.page[language]}index.html`));
  const say = (what) => problems.push(`${name}, ${language}: ${what}`);
  try {
    const { stdout } = await run('python3', ['-c', code.python], { cwd: work });
    if (!stdout.startsWith(`${table.rows} `)) say(`Python prints ${stdout.trim()}, the table has ${table.rows} rows`);
    counts.python++;
    const r = await run('Rscript', ['-e', code.r], { cwd: work });
    if (!r.stdout.startsWith(`${table.rows} `)) say(`R prints ${r.stdout.trim()}, the table has ${table.rows} rows`);
    counts.r++;
    const answer = (await database.runAndReadAll(code.sql.replaceAll(here, `${site}/`))).getRowObjects()[0];
    if (Number(answer.rows) !== table.rows || !stdout.includes(' ') || !answer.first) say(`DuckDB answers ${answer.rows} rows, first ${answer.first}`);
    counts.sql++;
    const curl = await run('sh', ['-c', code.curl], { cwd: work });
    if (curl.stdout.trim() !== `${name}.csv: OK`) say(`curl prints ${curl.stdout}`);
    counts.curl++;
  } catch (error) {
    say(error.message);
  }
  const sheets = Object.fromEntries((await readWorkbook(join(site, 'data', `${name}.xlsx`))).map(({ sheet, data }) => [sheet, data.map((row) => row.map((cell) => (cell === null ? null : String(cell))))]));
  const book = HyperFormula.buildFromSheets({ ...sheets, test: [[code.formula?.trim()]] }, { licenseKey: 'gpl-v3' });
  const computed = book.getCellValue({ sheet: book.getSheetId('test'), row: 0, col: 0 });
  if (computed !== table.rows) say(`the formula gives ${computed?.message ?? computed}, the table has ${table.rows} rows`);
  counts.formula++;
}
server.close();
rmSync(work, { recursive: true });
verdict(problems, Object.entries(counts).map(([what, n]) => [n, `programs: ${what}`]));
