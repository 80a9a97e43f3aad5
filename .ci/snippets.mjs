// Runs every program that the pages of datasets show, in every language,
// against the files served on this machine. What a program holds afterwards is
// compared with the descriptor (rows and columns) and with the file cell by
// cell, and what it prints with both. Each language has one process for all its
// programs, each program a namespace of its own in it; a program that pages in
// several languages show with the same letters is run once. DuckDB reads the
// file from the disk, since the part of it that reads from the net is not in
// its package; the formula is computed over the workbook by HyperFormula.
//
//   node .ci/snippets.mjs SITE-FOLDER BASE-URL

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { HyperFormula } from 'hyperformula';
import { parse } from 'parse5';
import readWorkbook from 'read-excel-file/node';
import { parseCSV } from './csv.mjs';
import { commandLine, read, verdict } from './site.mjs';

const run = promisify(execFile);

/** The programs of a page, by the id of their heading. */
function programs(html) {
  const found = {};
  const text = (node) => node.value ?? (node.childNodes ?? []).map(text).join('');
  const visit = (node) => {
    const label = node.attrs?.find((a) => a.name === 'aria-labelledby')?.value;
    if (label?.startsWith('code-')) found[label.slice('code-'.length)] = text(node);
    (node.childNodes ?? []).forEach(visit);
  };
  visit(parse(html));
  return found;
}

// Both drivers read the programs from their input and answer with one record a
// program: what it printed, the names of the columns of its rows, their cells;
// or the error that ended it.
const python = `
import contextlib, io, json, sys
for code in json.load(sys.stdin):
    space, printed = {"__name__": "__main__"}, io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(code, space)
        rows = space["rows"]
        answer = {"columns": list(rows[0]) if rows else None, "cells": [list(row.values()) for row in rows]}
    except Exception as error:
        answer = {"error": repr(error)}
    print(json.dumps({"printed": printed.getvalue(), **answer}))
`;

// The separators of ASCII, which no cell holds, stand between records, parts,
// rows and cells.
const r = `
input <- readLines(file("stdin", encoding = "UTF-8"), warn = FALSE)
text <- function(...) writeLines(enc2utf8(paste0(...)), useBytes = TRUE, sep = "")
for (code in strsplit(paste(input, collapse = "\\n"), "\\x1c")[[1]]) {
  space <- new.env()
  printed <- tryCatch(capture.output(eval(parse(text = code), space)), error = function(e) e)
  if (inherits(printed, "error")) {
    text("error\\x1d", conditionMessage(printed), "\\x1c")
    next
  }
  rows <- get("rows", space, inherits = FALSE)
  rows[is.na(rows)] <- ""
  lines <- if (nrow(rows)) do.call(paste, c(unname(rows), sep = "\\x1f"))
  text(paste(printed, collapse = "\\n"), "\\x1d", paste(names(rows), collapse = "\\x1f"), "\\x1d", paste(lines, collapse = "\\x1e"), "\\x1c")
}
`;

/** Runs a program of the machine with a text as its input, in English. */
async function feed(command, args, input, cwd) {
  const going = run(command, args, { cwd, maxBuffer: 1 << 30, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  going.child.stdin.on('error', () => {}); // one that ended early tells why itself
  going.child.stdin.end(input);
  return (await going).stdout;
}

const runners = {
  async python(codes, { work }) {
    const out = await feed('python3', ['-c', python], JSON.stringify(codes), work);
    return out.trimEnd().split('\n').map((line) => JSON.parse(line));
  },
  async r(codes, { work }) {
    const out = await feed('Rscript', ['-e', r], codes.join('\x1c'), work);
    return out.split('\x1c').slice(0, -1).map((answer) => {
      const [printed, columns, cells] = answer.split('\x1d');
      if (printed === 'error') return { error: columns };
      return { printed, columns: columns.split('\x1f'), cells: cells === '' ? [] : cells.split('\x1e').map((row) => row.split('\x1f')) };
    });
  },
  async sql(codes, { site, here }) {
    const database = await (await DuckDBInstance.create(':memory:')).connect();
    const answers = [];
    for (const code of codes) {
      try {
        const local = code.replaceAll(here, `${site}/`);
        const [first] = (await database.runAndReadAll(local)).getRows();
        const all = local.includes('JOIN ') ? await database.runAndReadAll(local) : await database.runAndReadAll(`SELECT * ${local.slice(local.indexOf('FROM '))}`);
        answers.push({ printed: first.join(' '), columns: all.columnNames(), cells: all.getRows().map((row) => row.map((cell) => cell ?? '')) });
      } catch (error) {
        answers.push({ error: error.message });
      }
    }
    return answers;
  },
  async formula(codes, { site, tables }) {
    const answers = [];
    for (const [i, code] of codes.entries()) {
      const sheets = Object.fromEntries((await readWorkbook(join(site, 'data', `${tables[i].name}.xlsx`))).map(({ sheet, data }) => [sheet, data.map((row) => row.map((cell) => (cell === null ? null : String(cell))))]));
      const book = HyperFormula.buildFromSheets({ ...sheets, test: [[code.trim()]] }, { licenseKey: 'gpl-v3' });
      const value = book.getCellValue({ sheet: book.getSheetId('test'), row: 0, col: 0 });
      answers.push(value?.message ? { error: value.message } : { printed: String(value) });
      book.destroy();
    }
    return answers;
  },
  async curl(codes, { work }) {
    const answers = [];
    for (const [i, code] of codes.entries()) {
      const folder = join(work, String(i));
      mkdirSync(folder);
      answers.push(await feed('sh', ['-c', code], '', folder).then((printed) => ({ printed }), (error) => ({ error: error.message })));
    }
    return answers;
  },
};

// The programs that ask a question run like the others of their language.
runners['question-python'] = runners.python;
runners['question-r'] = runners.r;
runners['question-sql'] = runners.sql;

/**
 * What a question asks, by our own join: which commitments of a plan have which
 * value of a variable. Nothing where the program does not say so.
 */
function answer(site, code) {
  const asked = (pattern) => code.match(pattern)?.[1];
  const plan = asked(/\bplan"?\]? =+ ["'](\w+)["']/);
  const variable = asked(/\bvariable"?\]? =+ ["']([\w-]+)["']/);
  const language = asked(/\btitle_(\w+)/);
  const rows = (name) => {
    const [header, ...cells] = parseCSV(read(site, `data/${name}.csv`));
    return cells.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i]])));
  };
  const commitments = new Map(rows('commitments').map((row) => [row.id, row]));
  return rows('ratings')
    .filter((row) => row.variable === variable && row.part === '' && commitments.get(row.commitment).plan === plan)
    .map((row) => [row.commitment, commitments.get(row.commitment)[`title_${language}`], row[`value_label_${language}`]]);
}

/** What each program must print of a table. */
const prints = {
  python: (t) => [t.rows, ...t.sample.slice(0, 3)].join('\n'),
  r: (t) => [t.rows, ...t.sample.slice(0, 3)].join('\n'),
  sql: (t) => `${t.rows} ${t.sample.reduce((a, b) => (a && Buffer.compare(Buffer.from(a), Buffer.from(b)) <= 0 ? a : b), '')}`.trim(),
  formula: (t) => String(t.rows),
  curl: (t) => `${t.name}.csv: OK`,
};

/** Where two tables differ first, or nothing. */
function difference(columns, cells, table) {
  if (columns && String(columns) !== String(table.columns)) return `it has the columns ${columns}, the descriptor ${table.columns}`;
  if (cells.length !== table.rows) return `it has ${cells.length} rows, the descriptor says ${table.rows}`;
  for (const [i, row] of cells.entries()) {
    const j = table.cells[i].findIndex((cell, k) => cell.replaceAll('\r\n', '\n') !== row[k]?.replaceAll('\r\n', '\n'));
    if (j >= 0 || row.length !== table.columns.length) return `row ${i + 1}, ${table.columns[j]}: it has ${JSON.stringify(row[j])}, the file ${JSON.stringify(table.cells[i][j])}`;
  }
}

export async function checkSnippets(site, base) {
  const problems = [];
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(site, decodeURIComponent(new URL(request.url, 'http://x').pathname))));
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const here = `http://127.0.0.1:${server.address().port}/`;
  const work = mkdtempSync(join(tmpdir(), 'snippets-'));

  const index = JSON.parse(read(site, 'data/index.json'));
  const described = new Map(JSON.parse(read(site, 'data/datapackage.json')).resources.map((resource) => [resource.name, resource]));
  const shown = Object.fromEntries(Object.keys(runners).map((id) => [id, []])); // { table, pages, code } by program
  let pages = 0;
  for (const { name, rows, page } of index.tables) {
    const resource = described.get(name);
    const [header, ...cells] = parseCSV(read(site, `data/${name}.csv`));
    const key = [resource.schema.primaryKey ?? header[0]].flat()[0];
    const table = { name, rows, columns: resource.schema.fields.map((field) => field.name), cells, sample: cells.map((row) => row[header.indexOf(key)]) };
    for (const path of Object.values(page)) {
      pages++;
      const code = programs(read(site, `${path}index.html`));
      for (const id of Object.keys(code)) if (!runners[id]) problems.push(`${path}: nothing here runs the program ${id}`);
      for (const id of Object.keys(runners)) {
        if (code[id] === undefined) {
          if (id.startsWith('question-') && !(name === 'ratings' || name === 'commitments')) continue;
          // The formula counts the cells of the first column.
          if (id !== 'formula' || cells.every((row) => row[0] !== '')) problems.push(`${path}: the program ${id} is missing`);
          continue;
        }
        const same = shown[id].find((program) => program.table.name === name && program.code === code[id]);
        if (same) same.pages.push(path);
        else shown[id].push({ table, pages: [path], code: code[id] });
      }
    }
  }

  await Promise.all(Object.entries(shown).map(async ([id, list]) => {
    if (list.length === 0) return;
    const answers = await runners[id](list.map(({ code }) => code.replaceAll(base, here)), { site, here, work, tables: list.map(({ table }) => table) })
      .catch((error) => { problems.push(`${id} ended: ${error.message}`); return []; });
    for (const [i, { table, pages: on, code }] of list.entries()) {
      const say = (what) => problems.push(`${on.join(', ')}: ${id}: ${what}`);
      const { error, printed, columns, cells } = answers[i] ?? { error: 'no answer' };
      if (error) {
        say(error);
        continue;
      }
      if (id.startsWith('question-')) {
        const wanted = answer(site, code);
        const differs = wanted.length === 0 ? 'it asks for nothing' : difference(columns, cells, { columns: ['commitment', 'title', 'value'], cells: wanted, rows: wanted.length });
        if (differs) say(differs);
        if (wanted.some((row) => row.includes(''))) say('a commitment has no title or no value');
        continue;
      }
      const expected = prints[id](table);
      if (printed.trim() !== expected) say(`it prints ${JSON.stringify(printed.trim())}, expected ${JSON.stringify(expected)}`);
      const differs = cells && difference(columns, cells, table);
      if (differs) say(differs);
    }
  }));
  server.close();
  rmSync(work, { recursive: true });
  return { problems, checked: [[pages, 'pages of datasets'], ...Object.entries(shown).map(([id, list]) => [list.length, `programs: ${id} (shown ${list.reduce((n, { pages: on }) => n + on.length, 0)} times)`])] };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site, base } = commandLine();
  const { problems, checked } = await checkSnippets(site, base);
  verdict(problems, checked);
}
