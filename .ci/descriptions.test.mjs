// The judges of the descriptions, of the catalogue and of CSV on the Web, held
// against the small site, which is sound, and against the same with one thing
// spoilt.

import { deepEqual, match, ok, rejects } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { checkCatalogue } from './catalogue.mjs';
import { checkCSVW, readCell } from './csvw.mjs';
import { checkDescriptions } from './descriptions.mjs';
import { smallSite } from './small.mjs';

const base = 'https://example.org/vitrina/';

const small = (() => {
  let built;
  after(() => built?.remove());
  return () => (built ??= smallSite(base)).site;
})();

/** What a judge says of the small site with files changed, which are put back. */
async function spoilt(edits, judge) {
  const kept = new Map();
  try {
    for (const [path, edit] of edits) {
      const file = join(small(), path);
      if (!kept.has(file)) kept.set(file, readFileSync(file));
      const before = readFileSync(file, 'utf8');
      const text = edit(before);
      ok(text !== before, `${path} is as before`);
      writeFileSync(file, text);
    }
    return (await judge(small(), base)).problems;
  } finally {
    for (const [file, bytes] of kept) writeFileSync(file, bytes);
  }
}

/** An edit of a file of JSON. */
const json = (change) => (text) => {
  const value = JSON.parse(text);
  change(value);
  return JSON.stringify(value);
};
const fieldOf = (schema, name) => (schema.fields ?? schema.columns).find((f) => f.name === name);

/** Edits the schema of the table of spending where both descriptions have it. */
const schemaEdits = (change) => [
  ['data/spending.schema.json', json(change)],
  ['data/datapackage.json', json((d) => change(d.resources.find((r) => r.name === 'spending').schema))],
];
const field = (name, change) => schemaEdits((s) => change(fieldOf(s, name), s));
const resource = (change) => [['data/datapackage.json', json((d) => change(d.resources.find((r) => r.name === 'spending'), d))]];
const csvwEdits = (change) => [
  ['data/spending.csv-metadata.json', json((d) => change(d.tableSchema, d))],
  ['data/csv-metadata.json', json((g) => { const d = g.tables.find((t) => t.url === 'spending.csv'); change(d.tableSchema, d); })],
];
const column = (name, change) => csvwEdits((s) => change(fieldOf(s, name), s));

const judges = { checkDescriptions, checkCatalogue, checkCSVW };
for (const [name, judge] of Object.entries(judges)) {
  test(`${name}: the small site has no problems, and everything is counted`, async () => {
    const { problems, checked } = await judge(small(), base);
    deepEqual(problems, []);
    for (const [count, what] of checked) ok(count > 0, `no ${what}`);
  });
}

const spoil = (judge, cases) => {
  for (const [fault, edits, expected] of cases) {
    test(`${judge.name}: ${fault} is reported`, async () => match((await spoilt(edits, judge)).join('\n'), expected));
  }
};

spoil(checkDescriptions, [
  ['a descriptor that the profile refuses', resource((r, d) => { d.resources = []; }), /datapackage\.json: \/resources must NOT have fewer/],
  ['a descriptor without keywords', resource((r, d) => { delete d.keywords; }), /keywords is missing/],
  ['a resource twice', resource((r, d) => { d.resources.push(r); }), /a name twice/],
  ['another number of bytes', resource((r) => { r.bytes++; }), /bytes is \d+, the file has/],
  ['another digest', resource((r) => { r.hash = r.hash.replace(/.$/, 'x'); }), /hash is/],
  ['another number of rows', resource((r) => { r['vitrina:rows']++; }), /it has 3 rows, not 4/],
  ['a title that one language lacks', resource((r) => { delete r['i18n:title'].en; }), /no title or description in en/],
  ['a resource without a licence', resource((r) => { delete r.licenses; }), /no licence/],
  ['a schema file that says something else', [['data/spending.schema.json', json((s) => { fieldOf(s, 'id').title = 'x'; })]], /its own schema file says something else/],
  ['a schema file without its profile', [['data/spending.schema.json', json((s) => { delete s.$schema; })]], /its own schema file says something else/],
  ['a field of another name', field('note_en', (f) => { f.name = 'note'; }), /the header is/],
  ['a field twice', schemaEdits((s) => { s.fields.push(s.fields[0]); }), /a field is described twice/],
  ['another mark for what is missing', schemaEdits((s) => { s.missingValues = ['-']; }), /missingValues/],
  ['a type that the cells are not of', field('paid', (f) => { f.type = 'integer'; delete f.constraints; }), /"2015-07-01" is no integer/],
  ['a type that we do not write', field('paid', (f) => { f.type = 'any'; }), /not one we write/],
  ['a required field with empty cells', field('plan', (f) => { f.constraints = { required: true }; }), /plan, row 3: it is required and empty/],
  ['a unique field with a value twice', field('plan', (f) => { f.constraints = { unique: true }; }), /plan, row 2: "I" stands twice/],
  ['a pattern that the cells do not match', field('places', (f) => { f.constraints.pattern = '[0-9]{2}'; }), /"05\|76" does not match/],
  ['a list of values that lacks one', field('progress', (f) => { f.constraints.enum.pop(); f.categories.pop(); }), /progress, row 2: "all" is not in the list/],
  ['categories that are not the list of values', field('progress', (f) => { f.categories.pop(); }), /categories and enum differ/],
  ['a number below its bound', field('amount', (f) => { f.constraints.minimum = 1; }), /amount, row 2: 0 is less than 1/],
  ['a number above its bound', field('amount', (f) => { f.constraints.maximum = 1250; }), /amount, row 1: 1251 is more than 1250/],
  ['a day before its bound', field('signed', (f) => { f.constraints.minimum = '2014-03-01'; }), /signed, row 1: 2014-02-28 is less than 2014-03-01/],
  ['a bound of a text', field('note_es', (f) => { f.constraints = { minimum: 1 }; }), /a string has no bounds/],
  ['an example that is no value', field('id', (f) => { f.example = 'a1'; }), /its example a1 is not a value/],
  ['no key', schemaEdits((s) => { delete s.primaryKey; }), /there is no key/],
  ['a key that does not tell the rows apart', schemaEdits((s) => { s.primaryKey = ['plan']; }), /primaryKey, row 2: \["I"\] stands twice/],
  ['a key with a part that is empty', schemaEdits((s) => { s.primaryKey = ['plan']; }), /primaryKey, row 3: a part is empty/],
  ['a unique key of a field that is not there', schemaEdits((s) => { s.uniqueKeys = [['x']]; }), /a field does not exist/],
  ['a reference to no resource', schemaEdits((s) => { s.foreignKeys[1].reference.resource = 'x'; }), /there is no such resource/],
  ['a reference to what is not the key', schemaEdits((s) => { s.foreignKeys[1].reference.fields = ['number']; }), /it is not the key of the other/],
  ['a reference whose value is not there', schemaEdits((s) => { s.foreignKeys[1].reference = { resource: 'entities', fields: ['id'] }; }), /spending\.plan → entities\.id: I is not there/],
  ['a value of another list than the row names', [['data/datapackage.json', json((d) => { fieldOf(d.resources.find((r) => r.name === 'opinions').schema, 'value')['vitrina:references'].forEach((r) => { r.resource = 'codes-places'; }); })]], /opinions\.value, row 1: some is not of the list progress/],
  ['a list that is ordered in one place', [['data/datapackage.json', json((d) => { d.resources.find((r) => r.name === 'codes-progress')['vitrina:ordered'] = false; })]], /whether the list progress is ordered is told in two ways/],
  ['a reference to itself by name', schemaEdits((s) => { s.foreignKeys[0].reference.resource = 'spending'; }), /a reference to itself names its resource/],
  ['an edition with another cell', [['data/v/0.9.0/spending.csv', (text) => text.replace('1250.50', '1250.51')]], /v\/0\.9\.0: spending is not as described/],
  ['an edition whose descriptor is of another', [['data/v/0.9.0/datapackage.json', json((d) => { d.version = '0.9.1'; })]], /v\/0\.9\.0: its description is of 0\.9\.1/],
  ['an edition with a table that is not as its schema says', [['data/v/1.0.0/datapackage.json', json((d) => { fieldOf(d.resources.find((r) => r.name === 'spending').schema, 'plan').constraints = { required: true }; })]], /v\/1\.0\.0, spending: plan, row 3: it is required/],
  ['an edition with other line ends', [['data/v/1.0.0/datapackage.json', json((d) => { d.resources[0].dialect.lineTerminator = '\r\n'; })]], /other line ends than its dialect says/],
]);

const ttl = (from, to) => [['data/catalog.ttl', (text) => text.replace(from, to)]];
const nodes = (change) => [['data/catalog.jsonld', json((d) => change((id) => d['@graph'].find((n) => n['@id'] === `${base}data/catalog.jsonld#${id}`), d))]];
const entry_ = (address, change) => [['data/index.json', json((d) => change(d.files.find((f) => f.address === address), d))]];
spoil(checkCatalogue, [
  ['a statement in Turtle only', ttl(/$/, '<x:a> <x:b> <x:c> .'), /only in Turtle: NamedNode x:a/],
  ['a statement in JSON-LD only', ttl('"example-commitments"', '"x"'), /only in JSON-LD: .*example-commitments/],
  ['what the shapes of DCAT-AP refuse', nodes((n) => { delete n('catalog')['dct:publisher']; }), /#catalog: http:\/\/purl\.org\/dc\/terms\/publisher/],
  ['a dataset that no catalogue lists', nodes((n) => { n('catalog')['dcat:dataset'].pop(); }), /no catalogue lists it/],
  ['a dataset without a theme', nodes((n) => { delete n('spending')['dcat:theme']; }), /#spending: dcat:theme is missing/],
  ['a title that stands twice in a language', nodes((n) => { n('spending')['dct:title'][1]['@language'] = 'es'; }), /#spending: dct:title has not one text a language/],
  ['a dataset without who answers for it', nodes((n) => { delete n('spending')['dcat:contactPoint']; }), /#spending: contactPoint does not name datos@example\.org/],
  ['a contact without an address', nodes((n) => { delete n('contact')['vcard:hasEmail']; }), /contactPoint has no address/],
  ['plans without their time', nodes((n) => { delete n('plans')['dct:temporal']; }), /#plans: dct:temporal is not from 2014 to 2015-06/],
  ['a time outside the terms of the plans', nodes((n) => { n('milestones.time')['dcat:endDate'][0]['@value'] = '2016'; }), /#milestones: dct:temporal is outside the terms/],
  ['an edition that is not there', nodes((n) => { n('v1.0.0')['dcat:version'][0]['@value'] = '1.0.1'; }), /edition 1\.0\.0: the catalogue has no dataset of it/],
  ['an edition without the one before', nodes((n) => { delete n('v1.0.0')['dcat:previousVersion']; }), /edition 1\.0\.0: the one before it is 0\.9\.0, not none/],
  ['an edition of another day', nodes((n) => { n('v0.9.0')['dct:issued'][0]['@value'] = '2015-01-16'; }), /edition 0\.9\.0: it was issued on 2015-01-15/],
  ['a file that is not there', nodes((n) => { n('spending.csv')['dcat:downloadURL'][0]['@id'] = `${base}data/x.csv`; }), /x\.csv is not a file of the site/],
  ['another number of bytes', nodes((n) => { n('spending.csv')['dcat:byteSize'][0]['@value'] = '1'; }), /spending\.csv: byteSize is not/],
  ['another checksum', nodes((n) => { n('spending.csv.sha256')['spdx:checksumValue'][0]['@value'] = '00'; }), /spending\.csv: the checksum is another/],
  ['a distribution without a licence', nodes((n) => { delete n('spending.csv')['dct:license']; }), /spending\.csv: it has not one media type and one licence/],
  ['a distribution that is missing', nodes((n, d) => { d['@graph'] = d['@graph'].filter((each) => each !== n('spending.json')); }), /data\/spending\.json: the catalogue has no distribution of it/],
  ['a distribution of another day', nodes((n) => { n('spending.csv')['dct:modified'][0]['@value'] = '2015-01-01'; }), /data\/spending\.csv was updated on 2015-02-01, in the catalogue on 2015-01-01/],
  ['a dataset of another day', nodes((n) => { n('spending')['dct:modified'][0]['@value'] = '2015-01-01'; }), /spending was updated on 2015-02-01, in the catalogue on 2015-01-01/],
  ['an entry of no file', entry_('data/plans.csv', (f) => { f.address = 'data/x.csv'; }), /data\/x\.csv does not exist/],
  ['a file of no entry', entry_('data/plans.csv', (f) => { f.address = 'data/x.csv'; }), /data\/plans\.csv is not in the list/],
  ['a feed of no entry', entry_('es/novedades.xml', (f, d) => { d.files = d.files.filter((each) => each !== f); }), /es\/novedades\.xml is not in the list/],
  ['an entry without its day', entry_('data/entities/mintic.json', (f) => { delete f.updated; }), /data\/entities\/mintic\.json does not say when it was updated/],
  ['an entry without its licence', entry_('data/all.zip', (f) => { delete f.licence; }), /data\/all\.zip has no licence/],
  ['an entry without its checksum', entry_('data/all.zip', (f) => { delete f.sha256; }), /data\/all\.zip has no checksum/],
  ['an entry of another file', entry_('data/all.zip', (f) => { f.bytes++; }), /data\/all\.zip is another file/],
  ['an entry of a day to come', entry_('data/all.zip', (f) => { f.updated = '2015-02-11'; }), /data\/all\.zip was updated on 2015-02-11, after 2015-02-10/],
  ['an entry of another as-of date', entry_('data/all.zip', (f) => { f.as_of = '2015-02-09'; }), /data\/all\.zip is as of 2015-02-09/],
  ['an entry of another day than its table', entry_('data/plans.xlsx', (f) => { f.updated = '2015-01-01'; }), /data\/plans\.xlsx was updated on 2015-01-01, its table on 2015-01-15/],
  ['an entry of another day than its edition', entry_('data/v/0.9.0/plans.csv', (f) => { f.updated = '2015-01-01'; }), /data\/v\/0\.9\.0\/plans\.csv is of 2015-01-01, its edition of 2015-01-15/],
  ['an entry of another day than its feed', entry_('es/novedades.xml', (f) => { f.updated = '2015-01-01'; }), /es\/novedades\.xml was updated on 2015-01-01, as it says itself on 2015-02-01/],
  ['a table of another day than the descriptor says', resource((r) => { r['vitrina:updated'] = '2015-01-01'; }), /spending was updated on 2015-02-01, in datapackage\.json on 2015-01-01/],
  ['a table of other rows than the descriptor says', resource((r) => { r['vitrina:rows'] = 4; }), /spending has the rows 3, in datapackage\.json 4/],
  ['a table of another licence than the descriptor says', resource((r) => { r.licenses[0].name = 'MIT'; }), /spending has the licence CC0-1\.0, in datapackage\.json MIT/],
  ['a table older than the edition that changed it', entry_('data/plans.csv', (f, d) => { d.tables.find((t) => t.name === 'spending').updated = '2015-01-15'; }), /spending was updated on 2015-01-15, but changed on 2015-02-01, in edition 1\.0\.0/],
]);

test('checkCatalogue: a catalogue that asks the network cannot be read', async () => {
  await rejects(spoilt(nodes((n, d) => { d['@context'] = 'https://example.org/context'; }), checkCatalogue), /https:\/\/example\.org\/context/);
});

spoil(checkCSVW, [
  ['a list without its separator', column('places', (c) => { delete c.separator; }), /places: "05\|76" does not match|places reads as "05\|76", in the JSON it is \["05","76"\]/],
  ['a list with another separator', column('places', (c) => { c.separator = ';'; }), /places: "05\|76" does not match/],
  ['a separator where no list is', column('paid', (c) => { c.separator = '-'; }), /paid reads as \["2015","07","01"\]/],
  ['a pattern that a part of a list does not match', column('places', (c) => { c.datatype.format = '[0-5]{2}'; }), /row 1: places: "76" does not match/],
  ['a pattern that a text does not match', column('id', (c) => { c.datatype.format = 'B[0-9]{2}'; }), /row 1: id: "A01" does not match/],
  ['a pattern that is none', column('id', (c) => { c.datatype.format = '['; }), /\[ is no regular expression/],
  ['a number below its bound', column('amount', (c) => { c.datatype.minimum = 1; }), /row 2: amount: 0 is less than 1/],
  ['a number above its bound', column('amount', (c) => { c.datatype.maximum = 1250; }), /row 1: amount: 1251 is more than 1250/],
  ['a day before its bound', column('signed', (c) => { c.datatype.minimum = '2014-03-01'; }), /row 1: signed: 2014-02-28 is less than 2014-03-01/],
  ['a day after its bound', column('signed', (c) => { c.datatype.maximum = '2015-06-29'; }), /row 2: signed: 2015-06-30 is more than 2015-06-29/],
  ['a bound of a text', column('id', (c) => { c.datatype.minimum = 1; }), /a string has no bounds/],
  ['a required cell that is empty', column('plan', (c) => { c.required = true; }), /row 3: plan: it is required and empty/],
  ['a required list that is empty', column('places', (c) => { c.required = true; }), /row 3: places: it is required and empty/],
  ['a text that is called a number', column('progress', (c) => { c.datatype = 'decimal'; }), /row 1: progress: "some" is no decimal/],
  ['a number that is called a text', column('contracts', (c) => { c.datatype = 'string'; }), /contracts reads as "3", in the JSON it is 3/],
  ['a short date that is called a day', column('paid', (c) => { c.datatype = 'date'; }), /row 1: paid: "2014" is no date/],
  ['a format of days that is not theirs', column('signed', (c) => { c.datatype.format = 'dd/MM/yyyy'; }), /the format of dates dd\/MM\/yyyy is not judged/],
  ['other words for true and false', column('open', (c) => { c.datatype.format = 'yes|no'; }), /row 1: open: "true" is not one of yes\|no/],
  ['true and false the other way round', column('open', (c) => { c.datatype.format = 'false|true'; }), /row 1: open reads as false, in the JSON it is true/],
  ['a type that is not judged', column('id', (c) => { c.datatype = 'hexBinary'; }), /values of the type hexBinary are not judged/],
  ['another mark for what is missing', column('plan', (c) => { c.null = 'I'; }), /row 1: plan reads as null, in the JSON it is "I"/],
  ['a value for empty cells', column('plan', (c) => { c.default = 'I'; }), /row 3: plan reads as "I", in the JSON it is null/],
  ['a property that is misspelt', column('places', (c) => { c.seperator = '|'; }), /places: a column has no seperator/],
  ['a facet that is misspelt', column('amount', (c) => { c.datatype.minimun = 1; }), /amount: a datatype has no minimun/],
  ['a property with the wrong kind of value', column('plan', (c) => { c.required = 'yes'; }), /required cannot be "yes"/],
  ['titles without the text of the header', column('plan', (c) => { c.titles.es = ['Plan']; }), /plan: the titles in es lack the text of the header/],
  ['a column of another name', column('plan', (c) => { c.name = 'x'; }), /the columns are not those of the header/],
  ['texts in another language', column('note_es', (c) => { c.lang = 'en'; }), /note_es: its texts are said to be in the language en/],
  ['one address for two rows', csvwEdits((s) => { s.aboutUrl = 'x#{plan}'; }), /row 1: part_of is empty, and another reader reads A01/],
  ['an address of rows that leads nowhere', csvwEdits((s) => { s.aboutUrl = s.aboutUrl.replace('row-', 'line-'); }), /#line-A01 is not a row of a page/],
  ['a key that does not tell the rows apart', csvwEdits((s) => { s.primaryKey = 'plan'; }), /row 2: the key \["I"\] stands twice/],
  ['a key with a part that is empty', csvwEdits((s) => { s.primaryKey = 'plan'; }), /row 3: a part of the key is empty/],
  ['a reference to no table', csvwEdits((s) => { if (s.foreignKeys) s.foreignKeys[1].reference.resource = 'x.csv'; else s.rowTitles = 'id'; }), /plan leads to x\.csv, which is not there/],
  ['a reference whose value is not there', csvwEdits((s) => { if (s.foreignKeys) s.foreignKeys[1].reference.resource = 'entities.csv'; else s.rowTitles = 'id'; }), /row 1: plan "I" stands 0 times in entities\.csv/],
  ['a reference beside one table', [['data/spending.csv-metadata.json', json((d) => { d.tableSchema.foreignKeys = []; })]], /references stand in the description of all tables only/],
  ['two descriptions that differ', [['data/spending.csv-metadata.json', json((d) => { d.tableSchema.columns[0].datatype = 'string'; })]], /the description of all tables says something else of it/],
  ['a description of another file', csvwEdits((s, d) => { d.url = 'plans.csv'; }), /its description speaks of plans\.csv/],
  ['a table that the description of all lacks', [['data/csv-metadata.json', json((g) => { g.tables.pop(); })]], /the description of all tables lacks it/],
  ['another context', [['data/spending.csv-metadata.json', json((d) => { d['@context'] = ['http://www.w3.org/ns/csvw#']; })]], /the context of its description is another/],
  ['a cell with an empty part of a list', [['data/spending.csv', (text) => text.replace('05|76', '05||76')]], /row 1: places: a part of the list is empty/],
  ['a cell that the JSON has not', [['data/spending.csv', (text) => text.replace('1251', '1252')]], /amount reads as 1252, in the JSON it is 1251/],
]);

// From the examples of "Model for Tabular Data and Metadata on the Web".
for (const [datatype, cell, value, errors, more] of [
  ['string', '', null, 0],
  ['string', ' a  b ', ' a  b ', 0],
  ['anyURI', ' https://example.org/ ', 'https://example.org/', 0],
  ['integer', '05', 5, 0],
  ['integer', '1.0', '1.0', 1],
  ['decimal', '-.5', -0.5, 0],
  ['decimal', 'NaN', 'NaN', 1],
  ['decimal', '1,250', '1,250', 1],
  ['boolean', '1', true, 0],
  ['boolean', 'yes', 'yes', 1],
  [{ base: 'boolean', format: 'Y|N' }, 'N', false, 0],
  ['date', '2015-02-29', '2015-02-29', 1],
  [{ base: 'string', format: 'a|b' }, 'ab', 'ab', 1],
  [{ base: 'string', length: 2 }, '05', '05', 0],
  [{ base: 'string', maxLength: 1 }, '05', '05', 1],
  ['string', '', [], 0, { separator: ' ' }],
  ['integer', '1 5 7.0', [1, 5, '7.0'], 1, { separator: ' ' }],
  ['string', 'x', null, 0, { null: ['x', '-'] }],
  ['string', 'x', null, 1, { null: 'x', required: true }],
  ['string', '', 'd', 0, { default: 'd' }],
]) {
  test(`a cell by the standard: ${JSON.stringify(cell)} as ${JSON.stringify(datatype)} ${JSON.stringify(more ?? {})}`, () => {
    const read = readCell({ datatype, ...more }, cell);
    deepEqual(read.value, value);
    deepEqual(read.errors.length, errors, read.errors.join('\n'));
  });
}
