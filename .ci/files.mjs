// Reads every form of every table with programs that know nothing of ours, and
// compares it value by value with the canonical CSV.
//
//   node .ci/files.mjs SITE-FOLDER

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import readWorkbook from 'read-excel-file/node';
import startSQL from 'sql.js';
import { commandLine, files, verdict } from './site.mjs';

const shown = (value) => JSON.stringify(value);

/** A value of a typed form as the cell of the CSV has it. */
export function cellOf(value) {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellOf).join('|');
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value);
}

// A cell with digits that a program's number does not have (0.10) is the same
// number, and is compared as one where the form holds numbers.
const same = (cell, value) => cell === value || (typeof value === 'number' && cell !== '' && Number(cell) === value) || cell === cellOf(value);

/** Compares rows, given as arrays of values, with those of the CSV. */
function compare(path, [header, ...rows], got, problems, count) {
  if (rows.length !== got.length) problems.push(`${path}: ${got.length} rows, and the CSV has ${rows.length}`);
  rows.forEach((row, i) => header.forEach((name, j) => {
    count.values++;
    const value = got[i]?.[j];
    if (!same(row[j], value)) problems.push(`${path}: row ${i + 1}, ${name}: ${shown(value)}, and the CSV has ${shown(row[j])}`);
  }));
}

const records = (data, delimiter = ',') => parse(data, { delimiter, bom: true, relax_column_count: false });

/** Reads the forms of all tables of a site: { problems, counts by form }. */
export async function checkFiles(site) {
  const problems = [];
  const counts = {};
  const at = (path) => join(site, 'data', path);
  const all = files(at('.'));
  const names = all.filter((path) => path.endsWith('.csv') && !path.includes('/')).map((path) => basename(path, '.csv'));
  const resources = JSON.parse(readFileSync(at('datapackage.json'), 'utf8')).resources;
  const titles = new Map(resources.map((r) => [r.name, Object.fromEntries(r.schema.fields.map((f) => [f.name, f['i18n:title']]))]));
  const count = (form) => (counts[form] ??= { files: 0, values: 0 });
  const tables = new Map(names.map((name) => [name, records(readFileSync(at(`${name}.csv`)))]));

  // The columns that name rows of another table: several in a cell make no foreign key.
  const named = new Map(resources.map((r) => [r.name, new Map([
    ...(r.schema.foreignKeys ?? []).map((key) => [[key.fields].flat()[0], key.reference.resource]),
    ...r.schema.fields.filter((f) => f['vitrina:reference']).map((f) => [f.name, f['vitrina:reference'].resource])])]));
  // What the spreadsheet form shows in place of the ids of some tables.
  const namesOf = new Map();
  const nameIn = (table, id, language) => {
    if (!['entities', 'reports', 'sources'].includes(table) || !tables.has(table)) return undefined;
    const key = `${table} ${language}`;
    if (!namesOf.has(key)) {
      const [header, ...rows] = tables.get(table);
      namesOf.set(key, new Map(rows.map((row) => [row[header.indexOf('id')], ['name_' + language, 'title_' + language, 'name', 'title'].map((column) => row[header.indexOf(column)]).find(Boolean)])));
    }
    return namesOf.get(key).get(id);
  };

  for (const [name, table] of tables) {
    const header = table[0];
    const objects = (form, list) => {
      const c = count(form);
      c.files++;
      for (const o of list) if (Object.keys(o).join() !== header.join()) problems.push(`${name}.${form}: an object with the keys ${Object.keys(o)}`);
      compare(`${name}.${form}`, table, list.map((o) => header.map((key) => o[key])), problems, c);
    };
    objects('json', JSON.parse(readFileSync(at(`${name}.json`), 'utf8')));
    objects('jsonl', readFileSync(at(`${name}.jsonl`), 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line)));
    if (all.includes(`${name}.parquet`)) {
      const data = readFileSync(at(`${name}.parquet`));
      const list = await parquetReadObjects({ file: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) });
      objects('parquet', list.map((o) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, typeof v === 'bigint' ? Number(v) : v]))));
    }
    for (const workbook of [`${name}.xlsx`, 'all.xlsx']) {
      const c = count('xlsx');
      c.files++;
      const sheet = name.slice(0, 31);
      const read = workbook === 'all.xlsx' ? await whole(at(workbook)) : await readWorkbook(at(workbook));
      const rows = read.find((s) => s.sheet === sheet)?.data;
      if (!rows) { problems.push(`${workbook}: no sheet ${sheet}`); continue; }
      if (table.length === 1 && rows.length <= 1) continue;
      if (rows[0].map(cellOf).join() !== header.join()) problems.push(`${workbook}: ${sheet} begins with ${rows[0]}`);
      // A reader of workbooks drops empty rows at the end.
      compare(`${workbook}, ${sheet}`, table, table.slice(1).map((_, i) => rows[i + 1] ?? []), problems, c);
    }
    for (const path of all.filter((path) => path.startsWith('excel/') && basename(path) === `${name}.csv`)) {
      const c = count('spreadsheet');
      c.files++;
      const data = readFileSync(at(path));
      if (data.subarray(0, 3).toString('hex') !== 'efbbbf') problems.push(`${path}: no byte-order mark`);
      const spanish = path.startsWith('excel/es/');
      const rows = records(data, spanish ? ';' : ',');
      if (rows.length !== table.length) problems.push(`${path}: ${rows.length} lines, and the CSV has ${table.length}`);
      if (new Set(rows[0]).size !== rows[0].length) problems.push(`${path}: two columns with one title`);
      // A column is known by its title in the description, with its name behind
      // where two share one. It shows the cell, with the language's decimal mark
      // and " · " between several values, or labels in place of codes and names in
      // place of ids.
      const language = path.split('/')[1];
      const columns = rows[0].map((title) => header.findIndex((field) => title === field || title === titles.get(name)?.[field]?.[language] || title.endsWith(` (${field})`)));
      columns.forEach((at, j) => at < 0 && problems.push(`${path}: no column has the title ${rows[0][j]}`));
      rows.slice(1).forEach((row, i) => row.forEach((value, j) => {
        c.values++;
        if (columns[j] < 0) return;
        const cell = table[i + 1][columns[j]];
        const label = header.indexOf(`${header[columns[j]]}_label_${language}`);
        const labels = label < 0 ? [] : table[i + 1][label].split('|');
        const target = named.get(name)?.get(header[columns[j]]);
        const want = cell.split('|').map((part, k) => labels[k] || nameIn(target, part, language) || part).join(' · ');
        if (value !== want && !(spanish && value === cell.replace('.', ',')) && value !== cell) problems.push(`${path}: row ${i + 1}, ${header[columns[j]]}: ${shown(value)} for ${shown(cell)}`);
      }));
    }
  }

  const SQL = await startSQL();
  const db = new SQL.Database(readFileSync(at('all.sqlite')));
  const ask = (sql) => db.exec(sql)[0]?.values ?? [];
  const integrity = ask('PRAGMA integrity_check').flat().join();
  if (integrity !== 'ok') problems.push(`all.sqlite: integrity_check says ${integrity}`);
  for (const row of ask('PRAGMA foreign_key_check')) problems.push(`all.sqlite: foreign_key_check says ${row}`);
  const c = count('sqlite');
  c.files++;
  for (const [name, table] of tables) {
    const inside = name.replaceAll('-', '_');
    const columns = new Map(ask(`PRAGMA table_info("${inside}")`).map((row) => [row[1], row[2]]));
    const kept = table[0].map((column, i) => [column, i]).filter(([column]) => columns.has(column));
    if (kept.length !== columns.size) problems.push(`all.sqlite: ${inside} has columns that the CSV has not`);
    const typed = JSON.parse(readFileSync(at(`${name}.json`), 'utf8'));
    const got = ask(`SELECT ${kept.map(([column]) => `"${column}"`).join()} FROM "${inside}" ORDER BY rowid`)
      .map((row, i) => row.map((value, j) => (typeof typed[i]?.[kept[j][0]] === 'boolean' && value !== null ? value === 1 : value)));
    compare(`all.sqlite, ${inside}`, table.map((row) => kept.map(([, i]) => row[i])), got, problems, c);
  }
  const views = ask("SELECT name FROM sqlite_master WHERE type = 'view'").flat();
  for (const view of views) if (ask(`SELECT count(*) FROM "${view}"`)[0][0] === 0) problems.push(`all.sqlite: the view ${view} is empty`);

  // The checksums name every file below data/.
  const sums = new Map(readFileSync(at('SHA256SUMS.txt'), 'utf8').split('\n').filter(Boolean).map((line) => [line.slice(66), line.slice(0, 64)]));
  for (const path of all.filter((path) => path !== 'SHA256SUMS.txt')) {
    const digest = createHash('sha256').update(readFileSync(at(path))).digest('hex');
    if (sums.get(path) !== digest) problems.push(`${path}: SHA256SUMS.txt ${sums.has(path) ? 'has another digest' : 'does not name it'}`);
    sums.delete(path);
  }
  for (const path of sums.keys()) problems.push(`SHA256SUMS.txt: ${path} is not there`);
  return { problems, counts, tables: tables.size };
}

let book;
const whole = (path) => (book ??= readWorkbook(path));

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site } = commandLine();
  const { problems, counts, tables } = await checkFiles(site);
  const values = Object.values(counts).reduce((sum, c) => sum + c.values, 0);
  verdict(problems, [[values, `values in other forms than CSV, ${problems.length} differences`], [tables, 'tables'],
    ...Object.entries(counts).map(([form, c]) => [c.values, `in ${c.files} ${form}`])]);
}
