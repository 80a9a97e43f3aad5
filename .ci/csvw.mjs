// Reads every CSV through its description as the Recommendations on CSV on the
// Web of 17 December 2015 say, and holds the values that come out against the
// cells and against the JSON of the table.
//
// No reader that can be had knows both lists and derived types, so each cell is
// read here by the rules of "Model for Tabular Data and Metadata on the Web",
// section 6.4, which end in a value or in errors. A reader of another house
// reads the same description, as published, for what it does know: addresses of
// rows, properties, languages, and types that are not derived.
//
//   node .ci/csvw.mjs SITE-FOLDER BASE-URL

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import rdf from '@zazuko/env-node';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import CSVW from 'rdf-parser-csvw';
import { parseCSV } from './csv.mjs';
import { commandLine, files, read, verdict } from './site.mjs';

const context = JSON.parse(readFileSync(new URL('standards/csvw.jsonld', import.meta.url), 'utf8'));
const loader = async (url) => {
  if (url !== 'http://www.w3.org/ns/csvw') throw new Error(`it asks the network for ${url}`);
  return { documentUrl: url, document: context };
};
const xsd = 'http://www.w3.org/2001/XMLSchema#';
const langString = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString';

// What a description may say, by "Metadata Vocabulary for Tabular Data". A
// reader passes over what it does not know, so that a slip is an error here.
const isText = (v) => typeof v === 'string';
const isFlag = (v) => typeof v === 'boolean';
const isCount = (v) => Number.isInteger(v) && v >= 0;
const isNames = (v) => isText(v) || Array.isArray(v) && v.length > 0 && v.every(isText);
const isLists = (v) => typeof v === 'object' && !Array.isArray(v) && Object.values(v).every(isNames);
const isList = Array.isArray;
const isObject = (v) => typeof v === 'object' && v !== null && !Array.isArray(v);
const inherited = { aboutUrl: isText, datatype: (v) => isText(v) || isObject(v), default: isText, lang: isText, null: isNames, ordered: isFlag, propertyUrl: isText, required: isFlag, separator: isText, textDirection: isText, valueUrl: isText };
const shapes = {
  group: { '@context': isList, '@id': isText, '@type': (v) => v === 'TableGroup', dialect: isObject, notes: isList, tables: isList, tableDirection: isText, tableSchema: isObject, transformations: isList, ...inherited },
  table: { '@context': isList, '@id': isText, '@type': (v) => v === 'Table', dialect: isObject, notes: isList, suppressOutput: isFlag, tableDirection: isText, tableSchema: isObject, transformations: isList, url: isText, ...inherited },
  schema: { '@id': isText, '@type': (v) => v === 'Schema', columns: isList, foreignKeys: isList, primaryKey: isNames, rowTitles: isNames, ...inherited },
  column: { '@id': isText, '@type': (v) => v === 'Column', name: (v) => isText(v) && /^[A-Za-z0-9][A-Za-z0-9_.]*$/.test(v), suppressOutput: isFlag, titles: (v) => isNames(v) || isLists(v), virtual: isFlag, ...inherited },
  datatype: { '@id': isText, '@type': (v) => v === 'Datatype', base: isText, format: (v) => isText(v) || isObject(v), length: isCount, minLength: isCount, maxLength: isCount, minimum: (v) => v !== null, maximum: (v) => v !== null },
  dialect: { '@id': isText, '@type': (v) => v === 'Dialect', commentPrefix: isText, delimiter: isText, doubleQuote: isFlag, encoding: isText, header: isFlag, headerRowCount: isCount, lineTerminators: isNames, quoteChar: isText, skipBlankRows: isFlag, skipColumns: isCount, skipInitialSpace: isFlag, skipRows: isCount, trim: (v) => isFlag(v) || isText(v) },
};
const common = /^(dc|skos|schema|prov|rdfs|dcat|xsd):[A-Za-z]+$/;

/** What an object of a description says that its kind may not. */
function shapeFaults(kind, object, where) {
  return Object.entries(object).flatMap(([name, value]) => {
    const fits = shapes[kind][name];
    if (fits) return fits(value) ? [] : [`${where}: ${name} cannot be ${JSON.stringify(value)}`];
    return (kind === 'group' || kind === 'table' || kind === 'schema' || kind === 'column') && common.test(name) ? [] : [`${where}: a ${kind} has no ${name}`];
  });
}

/** The type of a column's values, as an object. */
const typeOf = (column) => (typeof (column.datatype ?? 'string') === 'string' ? { base: column.datatype ?? 'string' } : { base: 'string', ...column.datatype });

// The types that our descriptions use: the lexical forms of XML Schema, and the
// value that one means. Numbers without a format have neither groups nor signs
// of percent; NaN and INF are no decimals.
const types = {
  string: { pattern: /^[^]*$/, value: (s) => s },
  anyURI: { pattern: /^[^\s<>"{}|\\^`]+$/, value: (s) => s },
  boolean: { pattern: /^(true|false|0|1)$/, value: (s) => s === 'true' || s === '1' },
  integer: { pattern: /^[+-]?[0-9]+$/, value: Number, ordered: true },
  decimal: { pattern: /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$/, value: Number, ordered: true },
  date: { pattern: /^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}$/, value: (s) => s, ordered: true },
};

/** What is wrong with a type itself, so that no cell could be read by it. */
function typeFaults(type, where) {
  const known = types[type.base];
  if (!known) return [`${where}: values of the type ${type.base} are not judged`];
  const faults = [];
  const bounds = ['minimum', 'maximum'].filter((b) => type[b] !== undefined);
  if (bounds.length > 0 && !known.ordered) faults.push(`${where}: a ${type.base} has no bounds`);
  for (const b of bounds) if (!known.pattern.test(String(type[b]))) faults.push(`${where}: ${b} ${type[b]} is no ${type.base}`);
  for (const l of ['length', 'minLength', 'maxLength']) if (type[l] !== undefined && !['string', 'anyURI'].includes(type.base)) faults.push(`${where}: a ${type.base} has no ${l}`);
  if (type.format === undefined) return faults;
  if (type.base === 'boolean' && !/^[^|]+\|[^|]+$/.test(type.format)) faults.push(`${where}: ${type.format} does not say two values`);
  if (type.base === 'date' && type.format !== 'yyyy-MM-dd') faults.push(`${where}: the format of dates ${type.format} is not judged`);
  if (type.base === 'integer' || type.base === 'decimal') faults.push(`${where}: formats of numbers are not judged`);
  if (type.base === 'string' || type.base === 'anyURI') {
    try {
      new RegExp(type.format, 'u');
    } catch {
      faults.push(`${where}: ${type.format} is no regular expression`);
    }
  }
  return faults;
}

/**
 * Reads a cell by its column: { value, errors }. The value of an empty cell is
 * null, or an empty list where the column has a separator.
 */
export function readCell(column, cell) {
  const type = typeOf(column);
  const errors = [];
  const nulls = [column.null ?? ''].flat();
  // Steps 1 and 2: only texts keep their white space.
  const normal = (s) => (type.base === 'string' ? s : s.replace(/[\t\r\n]/g, ' ').trim().replace(/ +/g, ' '));
  let text = normal(cell);
  if (text === '') text = column.default ?? ''; // step 3
  if (column.separator !== undefined) {
    if (text === '') { // step 4
      if (column.required) errors.push('it is required and empty');
      return { value: [], errors };
    }
    if (nulls.includes(text)) return { value: null, errors: column.required ? ['it is required and empty'] : [] };
    const parts = text.split(column.separator).map(normal); // step 5
    return { value: parts.map((part) => (nulls.includes(part) ? (errors.push('a part of the list is empty'), null) : readValue(type, part, errors))), errors };
  }
  if (nulls.includes(text)) { // step 6
    if (column.required) errors.push('it is required and empty');
    return { value: null, errors };
  }
  return { value: readValue(type, text, errors), errors };
}

/** Step 7: one value, by the type, its format, its lengths and its bounds. */
function readValue(type, text, errors) {
  const known = types[type.base];
  if (type.base === 'boolean' && type.format) {
    const at = type.format.split('|').indexOf(text);
    if (at < 0) errors.push(`"${text}" is not one of ${type.format}`);
    return at < 0 ? text : at === 0;
  }
  if (!known.pattern.test(text)) {
    errors.push(`"${text}" is no ${type.base}`);
    return text;
  }
  if (type.base === 'date') {
    const day = new Date(`${text}T00:00:00Z`);
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) errors.push(`"${text}" is no day`);
  }
  if (type.format !== undefined && (type.base === 'string' || type.base === 'anyURI') && !new RegExp(`^(?:${type.format})$`, 'u').test(text)) errors.push(`"${text}" does not match ${type.format}`);
  const letters = [...text].length;
  if (type.length !== undefined && letters !== type.length || letters < (type.minLength ?? 0) || letters > (type.maxLength ?? Infinity)) errors.push(`"${text}" has ${letters} letters`);
  const value = known.value(text);
  const bound = (b) => known.value(String(b));
  if (type.minimum !== undefined && value < bound(type.minimum)) errors.push(`${text} is less than ${type.minimum}`);
  if (type.maximum !== undefined && value > bound(type.maximum)) errors.push(`${text} is more than ${type.maximum}`);
  return value;
}

/** What is wrong with the descriptions and what they make of the cells. */
export async function checkCSVW(site, base) {
  const problems = [];
  const counts = { tables: 0, values: 0, lists: 0, references: 0, foreign: 0 };
  const all = files(`${site}/data`).filter((p) => /^[^/]+\.csv$/.test(p));
  const group = JSON.parse(read(site, 'data/csv-metadata.json'));
  problems.push(...shapeFaults('group', group, 'csv-metadata.json'));
  if (group['@context']?.[0] !== 'http://www.w3.org/ns/csvw') problems.push('csv-metadata.json: its context is another');
  const inGroup = new Map(group.tables.map((t) => [t.url, t]));
  const read_ = new Map(); // the values of each table, by column
  const pages = new Map(); // the places of the pages of rows

  for (const file of all) {
    const say = (what) => problems.push(`${file}: ${what}`);
    const text = read(site, `data/${file}`);
    const [header, ...rows] = parseCSV(text);
    if (!existsSync(join(site, `data/${file}-metadata.json`))) {
      say('there is no description beside it');
      continue;
    }
    const description = JSON.parse(read(site, `data/${file}-metadata.json`));
    counts.tables++;
    const schema = description.tableSchema;
    const { columns } = schema;
    let readable = true;
    if (description['@context']?.[0] !== 'http://www.w3.org/ns/csvw') {
      say('the context of its description is another');
      readable = false;
    }
    problems.push(...shapeFaults('table', description, file), ...shapeFaults('schema', schema, file), ...shapeFaults('dialect', description.dialect ?? {}, file));
    if (description.url !== file) say(`its description speaks of ${description.url}`);
    if (!isDeepStrictEqual(columns.map((c) => c.name), header)) say('the columns are not those of the header');
    for (const c of columns) {
      const where = `${file}: ${c.name}`;
      const faults = [...shapeFaults('column', c, where), ...(typeof c.datatype === 'object' ? shapeFaults('datatype', c.datatype, where) : []), ...typeFaults(typeOf(c), where)];
      problems.push(...faults);
      readable &&= faults.length === 0;
      for (const [language, titles] of Object.entries(c.titles ?? {})) {
        if (!titles.includes(c.name)) say(`${c.name}: the titles in ${language} lack the text of the header`);
        if (c.name.endsWith(`_${language}`) && typeOf(c).base === 'string' && c.lang !== language) say(`${c.name}: its texts are said to be in the language ${c.lang}`);
      }
    }
    if (schema.foreignKeys) say('references stand in the description of all tables only');
    const together = inGroup.get(file);
    if (!together) say('the description of all tables lacks it');
    else {
      problems.push(...shapeFaults('table', together, `csv-metadata.json: ${file}`));
      const { foreignKeys, ...rest } = together.tableSchema;
      if (!isDeepStrictEqual(rest, schema)) say('the description of all tables says something else of it');
    }
    if (!readable) continue;

    // Every cell, by the rules; then against the JSON of the table.
    const values = rows.map((row, i) => columns.map((c, at) => {
      const { value, errors } = readCell(c, row[at]);
      for (const error of errors) say(`row ${i + 1}: ${c.name}: ${error}`);
      counts.values++;
      if (c.separator !== undefined) counts.lists++;
      return value;
    }));
    read_.set(file, { header, values });
    const typed = JSON.parse(read(site, `data/${file.slice(0, -4)}.json`));
    if (typed.length !== rows.length) say(`it has ${rows.length} rows, the JSON ${typed.length}`);
    for (const [i, row] of values.entries()) {
      for (const [at, value] of row.entries()) {
        const meant = typed[i]?.[header[at]];
        if (!isDeepStrictEqual(value, meant)) say(`row ${i + 1}: ${header[at]} reads as ${JSON.stringify(value)}, in the JSON it is ${JSON.stringify(meant)}`);
      }
    }
    if (schema.primaryKey) {
      const at = [schema.primaryKey].flat().map((name) => header.indexOf(name));
      if (at.includes(-1)) say('its primary key has a column that is not there');
      const seen = new Set();
      for (const [i, row] of values.entries()) {
        const key = JSON.stringify(at.map((k) => row[k]));
        if (seen.has(key)) say(`row ${i + 1}: the key ${key} stands twice`);
        seen.add(key);
        if (at.some((k) => row[k] === null)) say(`row ${i + 1}: a part of the key is empty`);
      }
    }
    await otherHouse(file, description, header, rows, text, base, say);
    if (schema.aboutUrl) { // where a row is: its place on the page of rows
      for (const [i, row] of rows.entries()) {
        const address = new URL(schema.aboutUrl.replace(/\{(\w+)\}/, (_, name) => encodeURIComponent(row[header.indexOf(name)])), `${base}data/`);
        const page = `${address.href.slice(base.length).split('#')[0]}index.html`;
        const id = decodeURIComponent(address.hash.slice(1));
        if (!pages.has(page)) pages.set(page, existsSync(join(site, page)) ? new Set([...read(site, page).matchAll(/ id=(?:"([^"]*)"|([^\s>]+))/g)].map((m) => m[1] ?? m[2])) : new Set());
        if (!pages.get(page).has(id)) say(`row ${i + 1}: ${address.href} is not a row of a page`);
      }
    }
  }

  for (const [file, t] of inGroup) {
    for (const { columnReference, reference } of t.tableSchema.foreignKeys ?? []) {
      counts.references++;
      const from = read_.get(file);
      const to = read_.get(reference.resource);
      const at = from?.header.indexOf(columnReference) ?? -1;
      const target = to?.header.indexOf(reference.columnReference) ?? -1;
      if (at < 0 || target < 0) {
        problems.push(`${file}: ${columnReference} leads to ${reference.resource}, which is not there`);
        continue;
      }
      const keys = new Map();
      for (const row of to.values) keys.set(row[target], (keys.get(row[target]) ?? 0) + 1);
      for (const [i, row] of from.values.entries()) {
        if (row[at] === null) continue;
        counts.foreign++;
        if (keys.get(row[at]) !== 1) problems.push(`${file}: row ${i + 1}: ${columnReference} ${JSON.stringify(row[at])} stands ${keys.get(row[at]) ?? 0} times in ${reference.resource}`);
      }
    }
  }
  if (inGroup.size !== all.length) problems.push(`csv-metadata.json has ${inGroup.size} tables, the folder ${all.length}`);
  return { problems, checked: [[counts.tables, 'tables'], [counts.values, 'cells read by the rules of the standard'], [counts.lists, 'of them lists'], [counts.foreign, `values of ${counts.references} references`]] };
}

/**
 * What the reader of another house makes of the same description. It takes a
 * list for one value, and the type of a derived type it writes wrongly.
 */
async function otherHouse(file, description, header, rows, text, base, say) {
  const { columns } = description.tableSchema;
  const nquads = await jsonld.toRDF(description, { format: 'application/n-quads', documentLoader: loader, base: `${base}data/${file}-metadata.json` });
  const metadata = rdf.dataset(new Parser({ factory: rdf }).parse(nquads));
  const parser = new CSVW({ factory: rdf, baseIRI: `${base}data/${file}`, metadata });
  const bySubject = new Map();
  const numbers = new Map();
  const described = new Map();
  for await (const quad of parser.import(Readable.from([text]))) {
    const key = quad.subject.value;
    if (quad.predicate.value.endsWith('csvw#rownum')) numbers.set(Number(quad.object.value), key);
    if (quad.predicate.value.endsWith('csvw#describes')) described.set(key, quad.object.value);
    if (!bySubject.has(key)) bySubject.set(key, []);
    bySubject.get(key).push(quad);
  }
  const about = description.tableSchema.aboutUrl;
  for (const [i, row] of rows.entries()) {
    const subject = about?.replace(/\{(\w+)\}/, (_, name) => encodeURIComponent(row[header.indexOf(name)]));
    const named = described.get(numbers.get(i + 1));
    if (subject && named !== new URL(subject, `${base}data/`).href) say(`row ${i + 1} is called ${named}`);
    const quads = bySubject.get(named) ?? [];
    for (const [at, c] of columns.entries()) {
      const property = c.propertyUrl ?? `${base}data/${file}#${encodeURIComponent(c.name)}`;
      const found = quads.filter((q) => q.predicate.value === property && (!c.lang || q.object.language === c.lang)).map((q) => q.object);
      const cell = row[at];
      if (cell === '') {
        if (found.length > 0) say(`row ${i + 1}: ${c.name} is empty, and another reader reads ${found[0].value}`);
        continue;
      }
      const type = c.lang ? langString : typeof c.datatype === 'string' ? xsd + c.datatype : '';
      if (!found.some((o) => o.value === cell && (type === '' || o.datatype?.value === type))) say(`row ${i + 1}: ${c.name} "${cell.slice(0, 60)}" is read by another reader as ${found.map((o) => `${o.value.slice(0, 60)} (${o.datatype?.value})`).join() || 'nothing'}`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site, base } = commandLine();
  const { problems, checked } = await checkCSVW(site, base);
  verdict(problems, checked);
}
