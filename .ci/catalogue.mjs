// Reads the catalogue as catalogues do: expands its JSON-LD without a network,
// parses its Turtle, holds both against the shapes of DCAT-AP 3.0.1, and then
// against the files. Then the list of files against the files, and the days on
// which each was updated against the catalogue, the descriptor, the feeds and
// the frozen editions.
//
//   node .ci/catalogue.mjs SITE-FOLDER BASE-URL

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import rdf from '@zazuko/env-node';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { commandLine, read, verdict, files as everything } from './site.mjs';

const offline = async (url) => { throw new Error(`it asks the network for ${url}`); };
const quads = (text, baseIRI) => rdf.dataset(new Parser({ baseIRI, factory: rdf }).parse(text));
const lines = (dataset) => new Set([...dataset].map((q) => [q.subject, q.predicate, q.object].map((t) => `${t.termType} ${t.value} ${t.language ?? ''} ${t.datatype?.value ?? ''}`).join(' | ')));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const isDay = (text) => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text ?? '');
const byVersion = (a, b) => a.localeCompare(b, 'en', { numeric: true });

const ns = { adms: 'http://www.w3.org/ns/adms#', dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', spdx: 'http://spdx.org/rdf/terms#', vcard: 'http://www.w3.org/2006/vcard/ns#' };
const iri = (name) => { const [p, n] = name.split(':'); return rdf.namedNode(ns[p] + n); };

/** What is wrong with the catalogue and with the list of files. */
export async function checkCatalogue(site, base) {
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
  const of = (type) => [...fromJSON.match(null, rdf.namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), iri(type))].map((q) => q.subject);
  const value = (subject, property) => [...fromJSON.match(subject, iri(property))].map((q) => q.object);
  const datasets = of('dcat:Dataset');
  const distributions = of('dcat:Distribution');
  const listed = new Set([...fromJSON.match(null, iri('dcat:dataset'))].map((q) => q.object.value));
  for (const d of datasets) {
    if (!listed.has(d.value)) problems.push(`${d.value}: no catalogue lists it`);
    for (const property of ['dct:title', 'dct:description', 'dcat:theme', 'dct:publisher', 'dct:language', 'dct:spatial', 'dcat:landingPage']) if (value(d, property).length === 0) problems.push(`${d.value}: ${property} is missing`);
    for (const property of ['dct:title', 'dct:description']) {
      const languages = value(d, property).map((v) => v.language);
      if (new Set(languages).size !== languages.length || languages.includes('')) problems.push(`${d.value}: ${property} has not one text a language`);
    }
  }

  // Whoever answers for the data, where the descriptor knows an address.
  const descriptor = JSON.parse(read(site, 'data/datapackage.json'));
  const email = descriptor.contributors?.find((c) => c.email)?.email;
  for (const d of datasets) {
    const contacts = value(d, 'dcat:contactPoint');
    const addresses = contacts.flatMap((c) => [...value(c, 'vcard:hasEmail'), ...value(c, 'vcard:hasURL')]).map((v) => v.value);
    if (contacts.length > 0 && addresses.length === 0) problems.push(`${d.value}: its contactPoint has no address`);
    if (email && !addresses.includes(`mailto:${email}`)) problems.push(`${d.value}: contactPoint does not name ${email}`);
  }

  // The time that data about plans is about is within their terms, and that of
  // all plans is from the first to the last of them.
  const terms = existsSync(join(site, 'data/plans.json')) ? JSON.parse(read(site, 'data/plans.json')) : [];
  const first = terms.map((p) => p.start).sort()[0];
  const last = terms.map((p) => p.end).sort().at(-1);
  for (const d of datasets) {
    const name = value(d, 'dct:identifier')[0]?.value;
    const r = descriptor.resources.find((each) => each.name === name);
    const [start, end] = ['dcat:startDate', 'dcat:endDate'].map((p) => value(d, 'dct:temporal').flatMap((t) => value(t, p))[0]?.value);
    if (start < first || end > last) problems.push(`${d.value}: dct:temporal is outside the terms of the plans`);
    if (name !== 'plans' && !(terms.length > 0 && r?.schema.foreignKeys?.some((k) => k.reference.resource === 'plans'))) continue;
    if (name === 'plans' ? start !== first || end !== last : !start && !end && r['vitrina:rows'] > 0) problems.push(`${d.value}: dct:temporal is not from ${first} to ${last}`);
  }

  // Editions: each a dataset of the series, after the one before it.
  const versions = existsSync(join(site, 'data/v')) ? readdirSync(join(site, 'data/v')).filter((name) => name !== 'addresses.csv').sort(byVersion) : [];
  const frozen = new Map(versions.map((v) => [v, JSON.parse(read(site, `data/v/${v}/datapackage.json`))]));
  const dated = new Map(versions.map((v) => [v, frozen.get(v).created?.slice(0, 10)]));
  for (const [i, version] of versions.entries()) {
    const d = datasets.find((each) => value(each, 'dcat:inSeries').length > 0 && value(each, 'dcat:version')[0]?.value === version);
    if (!d) {
      problems.push(`edition ${version}: the catalogue has no dataset of it`);
      continue;
    }
    if (value(d, 'dct:issued')[0]?.value !== dated.get(version)) problems.push(`edition ${version}: it was issued on ${dated.get(version)}`);
    const before = value(d, 'dcat:previousVersion')[0];
    const named = before && value(before, 'dcat:version')[0]?.value;
    if (named !== versions[i - 1]) problems.push(`edition ${version}: the one before it is ${versions[i - 1] ?? 'none'}, not ${named ?? 'none'}`);
  }

  const days = new Map(); // by address, as the catalogue has them
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
    if (!sum || value(sum, 'spdx:checksumValue')[0]?.value !== sha256(bytes)) problems.push(`${d.value}: the checksum is another`);
    if (value(d, 'dcat:mediaType').length !== 1 || value(d, 'dct:license').length !== 1) problems.push(`${d.value}: it has not one media type and one licence`);
    days.set(address.slice(base.length), value(d, 'dct:modified')[0]?.value);
  }

  const index = JSON.parse(read(site, 'data/index.json'));
  const say = (what) => problems.push(`index.json: ${what}`);
  const tables = new Map(index.tables.map((t) => [t.name, t]));
  let files = 0, tablesFrozen = 0;
  for (const f of index.files) {
    const path = join(site, f.address);
    if (!existsSync(path)) {
      say(`${f.address} does not exist`);
      continue;
    }
    files++;
    for (const member of ['media_type', 'format', 'licence', 'title']) if (!f[member] || isDeepStrictEqual(f[member], {})) say(`${f.address} has no ${member}`);
    if (!isDay(f.updated)) say(`${f.address} does not say when it was updated`);
    else if (f.updated > index.as_of) say(`${f.address} was updated on ${f.updated}, after ${index.as_of}`);
    if (f.as_of !== undefined && f.as_of !== index.as_of) say(`${f.address} is as of ${f.as_of}`);
    const bytes = readFileSync(path);
    const later = f.address === 'data/index.json' || f.address === 'data/SHA256SUMS.txt'; // written after the list
    if (f.sha256 === undefined && !later) say(`${f.address} has no checksum`);
    if (f.sha256 !== undefined && (f.bytes !== bytes.length || f.sha256 !== sha256(bytes))) say(`${f.address} is another file`);
    if (f.table && f.rows !== undefined && !days.has(f.address)) problems.push(`${f.address}: the catalogue has no distribution of it`);
    if (days.has(f.address) && days.get(f.address) !== f.updated) say(`${f.address} was updated on ${f.updated}, in the catalogue on ${days.get(f.address)}`);
    if (f.table && tables.get(f.table)?.updated !== f.updated) say(`${f.address} was updated on ${f.updated}, its table on ${tables.get(f.table)?.updated}`);
    const version = /^data\/v\/([^/]+)\//.exec(f.address)?.[1];
    if (version && f.updated !== dated.get(version)) say(`${f.address} is of ${f.updated}, its edition of ${dated.get(version)}`);
    // What was frozen keeps its licence, title and rows; what is of no table, those of the edition.
    if (version) {
      const name = /\/([^/]+)\.(?:csv|schema\.yaml)$/.exec(f.address)?.[1];
      const r = frozen.get(version).resources.find((each) => each.name === name);
      if (name && !r) say(`${f.address} is of no table of its edition`);
      const rows = r && f.address.endsWith('.csv') ? r['vitrina:rows'] : undefined;
      const title = (r ?? frozen.get(version))['i18n:title'];
      for (const [what, one, other] of [['licence', (r?.licenses ?? frozen.get(version).licenses)?.[0]?.name, f.licence], ['rows', rows, f.rows], ['title', title, title && f.title]]) if (!isDeepStrictEqual(one, other)) say(`${f.address} has the ${what} ${JSON.stringify(other)}, in its edition's datapackage.json ${JSON.stringify(one)}`);
      if (r) tablesFrozen++;
    }
    if (f.format === 'atom') {
      const told = /<updated>([0-9-]{10})/.exec(bytes.toString('utf8'))?.[1];
      if (told !== f.updated) say(`${f.address} was updated on ${f.updated}, as it says itself on ${told}`);
    }
  }
  // And the other way: what can be fetched is in the list.
  const named = new Set(index.files.map((f) => f.address));
  for (const path of everything(site)) {
    if ((path.startsWith('data/') || /\.(ics|xml)$/.test(path) && path !== 'sitemap.xml') && !named.has(path)) say(`${path} is not in the list`);
  }

  // A table is as new in the list as in the descriptor and in the catalogue, and
  // no older than the edition that brought its last change.
  for (const r of descriptor.resources) {
    const t = tables.get(r.name);
    if (!t) {
      say(`the table ${r.name} is not in the list`);
      continue;
    }
    const dataset = datasets.find((d) => value(d, 'dct:identifier')[0]?.value === r.name);
    for (const [where, day] of [['datapackage.json', r['vitrina:updated']], ['the catalogue', dataset && value(dataset, 'dct:modified')[0]?.value]]) if (day !== t.updated) say(`${r.name} was updated on ${t.updated}, in ${where} on ${day}`);
    const of_ = (f) => index.files.find((each) => each.table === r.name && each.format === 'csv')?.[f];
    for (const [what, one, other] of [['rows', r['vitrina:rows'], t.rows], ['rows', r['vitrina:rows'], of_('rows')], ['bytes', r.bytes, of_('bytes')], ['licence', r.licenses?.[0]?.name, of_('licence')]]) if (one !== other) say(`${r.name} has the ${what} ${other}, in datapackage.json ${one}`);
    let before;
    for (const version of versions) {
      const sum = frozen.get(version).resources.find((each) => each.name === r.name)?.hash;
      if (sum && sum !== before && t.updated < dated.get(version)) say(`${r.name} was updated on ${t.updated}, but changed on ${dated.get(version)}, in edition ${version}`);
      before = sum;
    }
  }
  return { problems, checked: [[fromJSON.size, 'statements, the same in JSON-LD and Turtle'], [datasets.length, 'datasets'], [distributions.length, 'distributions'], [files, 'files of the list'], [tablesFrozen, 'of them of frozen tables'], [descriptor.resources.length, 'days of tables']] };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site, base } = commandLine();
  const { problems, checked } = await checkCatalogue(site, base);
  verdict(problems, checked);
}
