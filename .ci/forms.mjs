// Holds the JSON Schemas of the sources against the sources: all that is there
// passes, and each planted mistake is refused.
//
//   node .ci/forms.mjs SITE-FOLDER SOURCE-FOLDER

import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { commandLine, files, read, verdict } from './site.mjs';

const { site, base: source } = commandLine();
const problems = [];
const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const schemas = Object.fromEntries(files(join(site, 'data/schemas')).map((f) => [f.replace(/\.json$/, ''), ajv.compile(JSON.parse(read(site, `data/schemas/${f}`)))]));
const site_yaml = parse(read(source, 'content/site.yaml'));
const [first] = site_yaml.languages;

const documents = [['site', 'content/site.yaml', site_yaml]];
for (const f of files(join(source, 'content'))) {
  const parts = f.split('/');
  if (!f.endsWith('.md') || parts.length < 2) continue;
  const front = /^---\n([\s\S]*?)\n---/.exec(read(source, `content/${f}`));
  const kind = parts[1] === 'commitments' && parts.length === 3 ? 'commitment' : 'page';
  documents.push([parts[0] === first ? kind : `${kind}-translation`, `content/${f}`, parse(front[1])]);
}
for (const f of files(join(source, 'datasets'))) {
  if (f.endsWith('/schema.yaml') && !f.startsWith('releases/')) documents.push(['dataset', `datasets/${f}`, parse(read(source, `datasets/${f}`))]);
}
for (const [kind, name, value] of documents) {
  if (!schemas[kind]) problems.push(`there is no schema ${kind}`);
  else if (!schemas[kind](value)) problems.push(`${name}: ${ajv.errorsText(schemas[kind].errors)}`);
}

const example = (kind) => structuredClone(documents.find(([k]) => k === kind)[2]);
const mistakes = [
  ['site', 'a misspelt key', (v) => { v.languaje = v.languages; }],
  ['site', 'a missing title', (v) => { delete v.title; }],
  ['site', 'one language instead of a list', (v) => { v.languages = 'es'; }],
  ['site', 'a frequency that is no code', (v) => { v.frequency = 'sometimes'; }],
  ['site', 'a text in a language that the site has not', (v) => { v.title.fr = 'Engagements'; }],
  ['commitment', 'a missing plan', (v) => { delete v.plan; }],
  ['commitment', 'one entity instead of a list', (v) => { v.lead = 'mintic'; }],
  ['commitment', 'a branch that is no code', (v) => { v.branch = 'royal'; }],
  ['commitment', 'a theme that is no code', (v) => { v.themes = ['opendata']; }],
  ['commitment', 'a list instead of one title', (v) => { v.title = ['a', 'b']; }],
  ['commitment', 'a basis that is no code', (v) => { v.title_basis = { es: 'rumour' }; }],
  ['commitment', 'a draft that is neither true nor false', (v) => { v.draft = 'maybe'; }],
  ['commitment-translation', 'a fact in a translation', (v) => { v.plan = 'II'; }],
  ['page', 'a key of a commitment', (v) => { v.lead = []; }],
  ['page-translation', 'sources in a translation', (v) => { v.sources = ['x']; }],
  ['dataset', 'a type that does not exist', (v) => { v.fields[0].type = 'texto'; }],
  ['dataset', 'a field without a name', (v) => { delete v.fields[0].name; }],
  ['dataset', 'a misspelt key of a field', (v) => { v.fields[0].reqired = true; }],
  ['dataset', 'a missing key', (v) => { delete v.key; }],
  ['dataset', 'required that is neither true nor false', (v) => { v.fields[0].required = 'yes'; }],
  ['dataset', 'one problem instead of a list', (v) => { v.problems = { es: 'x', en: 'y' }; }],
];
for (const [kind, what, plant] of mistakes) {
  const value = example(kind);
  plant(value);
  if (schemas[kind](value)) problems.push(`${kind}: ${what} passes`);
}
verdict(problems, [[documents.length, 'source files'], [mistakes.length, 'planted mistakes'], [Object.keys(schemas).length, 'schemas']]);
