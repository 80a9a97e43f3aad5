// Reads the catalogue as catalogues do: expands its JSON-LD without a network,
// parses its Turtle, holds both against the shapes of DCAT-AP 3.0.1, and then
// against the files.
//
//   node .ci/catalogue.mjs SITE-FOLDER BASE-URL

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import rdf from '@zazuko/env-node';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { commandLine, read, verdict, files as everything } from './site.mjs';

const { site, base } = commandLine();
const offline = async (url) => { throw new Error(`it asks the network for ${url}`); };

const quads = (text, baseIRI) => rdf.dataset(new Parser({ baseIRI, factory: rdf }).parse(text));
const lines = (dataset) => new Set([...dataset].map((q) => [q.subject, q.predicate, q.object].map((t) => `${t.termType} ${t.value} ${t.language ?? ''} ${t.datatype?.value ?? ''}`).join(' | ')));

const problems = [];
const catalogue = JSON.parse(read(site, 'data/catalog.jsonld'));
const nquads = await jsonld.toRDF(catalogue, { format: 'application/n-quads', documentLoader: offline, base: `${base}data/catalog.jsonld`, safe: true });
const fromJSON = quads(nquads, base);
const fromTurtle = quads(read(site, 'data/catalog.ttl'), `${base}data/catalog.ttl`);
const [a, b] = [lines(fromJSON), lines(fromTurtle)];
for (const line of a) if (!b.has(line)) problems.push(`only in JSON-LD: ${line}`);
for (const line of b) if (!a.has(line)) problems.push(`only in Turtle: ${line}`);

const shapes = quads(readFileSync(new URL('standards/dcat-ap-3.0.1-shacl.ttl', import.meta.url), 'utf8'), 'https://example.org/');
const report = await new SHACLValidator(shapes, { factory: rdf }).validate(fromJSON);
for (const r of report.results) {
  const severity = r.severity?.value.replace(/.*#/, '');
  if (severity === 'Violation') problems.push(`${r.focusNode?.value}: ${r.path?.value ?? ''}: ${r.message.map((m) => m.value).join(' ') || r.sourceConstraintComponent?.value}`);
}
// The shapes pass over what no shape aims at, so a catalogue of nothing conforms.
const ns = { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', spdx: 'http://spdx.org/rdf/terms#' };
const iri = (name) => { const [p, n] = name.split(':'); return rdf.namedNode(ns[p] + n); };
const of = (type) => [...fromJSON.match(null, rdf.namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), iri(type))].map((q) => q.subject);
const value = (subject, property) => [...fromJSON.match(subject, iri(property))].map((q) => q.object);
const datasets = of('dcat:Dataset');
const distributions = of('dcat:Distribution');
const listed = new Set([...fromJSON.match(null, iri('dcat:dataset'))].map((q) => q.object.value));
for (const d of datasets) {
  if (!listed.has(d.value) && value(d, 'dct:isVersionOf').length === 0 && value(d, 'dcat:inSeries').length === 0) problems.push(`${d.value}: no catalogue lists it`);
  for (const property of ['dct:title', 'dct:description', 'dcat:theme', 'dct:publisher', 'dct:language', 'dct:spatial', 'dcat:landingPage']) if (value(d, property).length === 0) problems.push(`${d.value}: ${property} is missing`);
  for (const property of ['dct:title', 'dct:description']) {
    const languages = value(d, property).map((v) => v.language);
    if (new Set(languages).size !== languages.length || languages.includes('')) problems.push(`${d.value}: ${property} has not one text a language`);
  }
}
for (const d of distributions) {
  const address = value(d, 'dcat:downloadURL')[0]?.value ?? '';
  const file = join(site, address.slice(base.length));
  if (!address.startsWith(base) || !existsSync(file)) {
    problems.push(`${d.value}: ${address} is not a file of the site`);
    continue;
  }
  const bytes = readFileSync(file);
  if (value(d, 'dcat:byteSize')[0]?.value !== String(bytes.length)) problems.push(`${d.value}: byteSize is not ${bytes.length}`);
  const sum = value(d, 'spdx:checksum')[0];
  if (!sum || value(sum, 'spdx:checksumValue')[0]?.value !== createHash('sha256').update(bytes).digest('hex')) problems.push(`${d.value}: the checksum is another`);
  if (value(d, 'dcat:mediaType').length !== 1 || value(d, 'dct:license').length !== 1) problems.push(`${d.value}: it has not one media type and one licence`);
}
const inside = new Set(distributions.map((d) => value(d, 'dcat:downloadURL')[0]?.value));
const index = JSON.parse(read(site, 'data/index.json'));
let files = 0;
for (const f of index.files) {
  const path = join(site, f.address);
  if (!existsSync(path)) {
    problems.push(`index.json: ${f.address} does not exist`);
    continue;
  }
  files++;
  const bytes = readFileSync(path);
  if (f.sha256 === undefined) continue; // it is written after the list
  if (f.bytes !== bytes.length || f.sha256 !== createHash('sha256').update(bytes).digest('hex')) problems.push(`index.json: ${f.address} is another file`);
  if (f.table && f.rows !== undefined && !inside.has(base + f.address)) problems.push(`${f.address}: the catalogue has no distribution of it`);
}
// And the other way: what can be fetched is in the list.
const named = new Set(index.files.map((f) => f.address));
for (const path of everything(site)) {
  if ((path.startsWith('data/') || /\.(ics|xml)$/.test(path) && path !== 'sitemap.xml') && !named.has(path)) problems.push(`index.json: ${path} is not in the list`);
}
verdict(problems, [[fromJSON.size, 'statements, the same in JSON-LD and Turtle'], [datasets.length, 'datasets'], [distributions.length, 'distributions'], [files, 'files of the list']]);
