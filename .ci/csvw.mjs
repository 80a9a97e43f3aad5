// Reads every CSV through its description with a reader of CSV on the Web, and
// holds the values that come out against the cells.
//
//   node .ci/csvw.mjs SITE-FOLDER BASE-URL

import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import rdf from '@zazuko/env-node';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import CSVW from 'rdf-parser-csvw';
import { parseCSV } from './csv.mjs';
import { commandLine, files, read, verdict } from './site.mjs';

const { site, base } = commandLine();
const context = JSON.parse(readFileSync(new URL('standards/csvw.jsonld', import.meta.url), 'utf8'));
const loader = async (url) => {
  if (url !== 'http://www.w3.org/ns/csvw') throw new Error(`it asks the network for ${url}`);
  return { documentUrl: url, document: context };
};
const xsd = 'http://www.w3.org/2001/XMLSchema#';
const prefix = { 'skos:': 'http://www.w3.org/2004/02/skos/core#', 'dc:': 'http://purl.org/dc/terms/' };

const problems = [];
let values = 0;
let tables = 0;
const all = files(`${site}/data`).filter((p) => /^[^/]+\.csv$/.test(p));
const group = JSON.parse(read(site, 'data/csv-metadata.json'));
const inGroup = new Map(group.tables.map((t) => [t.url, t]));

/**
 * The reader takes a type only by name and property names only whole: the copy
 * that it is given has the base of each derived type and no prefixes. What the
 * formats say is judged by the schemas of the same columns.
 */
function simplified(description) {
  const copy = structuredClone(description);
  for (const c of copy.tableSchema.columns) {
    if (c.datatype?.base) c.datatype = c.datatype.base;
    for (const [short, long] of Object.entries(prefix)) if (c.propertyUrl?.startsWith(short)) c.propertyUrl = long + c.propertyUrl.slice(short.length);
    delete c.separator;
  }
  return copy;
}

for (const file of all) {
  const say = (what) => problems.push(`${file}: ${what}`);
  const text = read(site, `data/${file}`);
  const [header, ...rows] = parseCSV(text);
  const description = JSON.parse(read(site, `data/${file}-metadata.json`));
  tables++;
  if (description.url !== file) say(`its description speaks of ${description.url}`);
  const { columns } = description.tableSchema;
  if (!isDeepStrictEqual(columns.map((c) => c.name), header)) say('the columns are not those of the header');
  for (const c of columns) for (const [language, titles] of Object.entries(c.titles)) if (!titles.includes(c.name)) say(`${c.name}: the titles in ${language} lack the text of the header`);
  if (description.tableSchema.foreignKeys) say('references stand in the description of all tables only');
  const together = inGroup.get(file);
  if (!together) say('the description of all tables lacks it');
  else {
    if (!isDeepStrictEqual(together.tableSchema.columns, columns)) say('the description of all tables has other columns');
    for (const { columnReference, reference } of together.tableSchema.foreignKeys ?? []) {
      const target = inGroup.get(reference.resource);
      if (!header.includes(columnReference) || !target?.tableSchema.columns.some((c) => c.name === reference.columnReference)) say(`${columnReference} leads to ${reference.resource}, which is not there`);
    }
  }

  const nquads = await jsonld.toRDF(simplified(description), { format: 'application/n-quads', documentLoader: loader, base: `${base}data/${file}-metadata.json` });
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
      const property = c.propertyUrl ? Object.entries(prefix).reduce((u, [s, l]) => (u.startsWith(s) ? l + u.slice(s.length) : u), c.propertyUrl) : `${base}data/${file}#${encodeURIComponent(c.name)}`;
      const kind = xsd + (c.datatype.base ?? c.datatype);
      const found = quads.filter((q) => q.predicate.value === property && (!c.lang || q.object.language === c.lang)).map((q) => q.object);
      const cell = row[at];
      values++;
      if (cell === '') {
        if (found.length > 0) say(`row ${i + 1}: ${c.name} is empty and reads as ${found[0].value}`);
        continue;
      }
      const typed = c.lang ? 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString' : kind;
      const means = (o) => o.datatype?.value === typed && (o.value === cell || (kind === `${xsd}integer` || kind === `${xsd}decimal`) && Number(o.value) === Number(cell));
      if (!found.some(means)) say(`row ${i + 1}: ${c.name} "${cell.slice(0, 60)}" reads as ${found.map((o) => `${o.value.slice(0, 60)} (${o.datatype?.value})`) || 'nothing'}`);
    }
  }
}
if (inGroup.size !== all.length) problems.push(`csv-metadata.json has ${inGroup.size} tables, the folder ${all.length}`);
verdict(problems, [[tables, 'tables'], [values, 'values']]);
