// Holds datapackage.json and the schema of each table against the published
// profiles of Data Package 2.0, and then against the data: a descriptor can be
// valid and wrong. Each table is read, whole and with its types, by a library
// of another house.
//
//   node .ci/descriptions.mjs SITE-FOLDER

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { parseCSV } from './csv.mjs';
import { commandLine, read, verdict } from './site.mjs';

const standard = (name) => JSON.parse(readFileSync(new URL(`standards/${name}`, import.meta.url), 'utf8'));

function profile(name) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('textarea', true); // how a form would show it
  const valid = ajv.compile(standard(name));
  return (value) => (valid(value) ? [] : valid.errors.slice(0, 5).map((e) => `${e.instancePath || '/'} ${e.message}`));
}

const types = {
  string: () => true,
  integer: (cell) => /^-?(0|[1-9][0-9]*)$/.test(cell),
  number: (cell) => /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(cell),
  boolean: (cell) => cell === 'true' || cell === 'false',
  date: (cell) => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(cell) && !Number.isNaN(Date.parse(cell)),
};

/** What is wrong with a table against its schema: header, cells, keys. */
export function checkTable(schema, rows) {
  const problems = [];
  const [header, ...body] = rows;
  const names = schema.fields.map((f) => f.name);
  if (new Set(names).size !== names.length) problems.push('a field is described twice');
  if (!isDeepStrictEqual(header, names)) problems.push(`the header is ${header}, the fields are ${names}`);
  if (!isDeepStrictEqual(schema.missingValues, [''])) problems.push('missingValues is not [""]');
  let cells = 0;
  for (const [at, field] of schema.fields.entries()) {
    const c = field.constraints ?? {};
    const pattern = c.pattern && new RegExp(`^(?:${c.pattern})$`, 'u');
    const seen = new Set();
    const bad = (what, row) => problems.push(`${field.name}, row ${row + 1}: ${what}`);
    if (!types[field.type]) problems.push(`${field.name}: the type ${field.type} is not one we write`);
    if (field.categories && field.type !== 'string') problems.push(`${field.name}: only texts have categories here`);
    if (field.categories && !isDeepStrictEqual(field.categories.map((x) => x.value), c.enum)) problems.push(`${field.name}: categories and enum differ`);
    if ((c.minimum ?? c.maximum) !== undefined && !['integer', 'number', 'date'].includes(field.type)) problems.push(`${field.name}: a ${field.type} has no bounds`);
    if (field.example !== undefined && !(types[field.type]?.(field.example) && (!pattern || pattern.test(field.example)))) problems.push(`${field.name}: its example ${field.example} is not a value`);
    for (const [row, line] of body.entries()) {
      const cell = line[at];
      cells++;
      if (cell === '') {
        if (c.required) bad('it is required and empty', row);
        continue;
      }
      if (!types[field.type]?.(cell)) bad(`"${cell}" is no ${field.type}`, row);
      if (pattern && !pattern.test(cell)) bad(`"${cell}" does not match ${c.pattern}`, row);
      if (c.enum && !c.enum.includes(cell)) bad(`"${cell}" is not in the list`, row);
      const measure = field.type === 'date' ? String : Number;
      if (c.minimum !== undefined && measure(cell) < measure(c.minimum)) bad(`${cell} is less than ${c.minimum}`, row);
      if (c.maximum !== undefined && measure(cell) > measure(c.maximum)) bad(`${cell} is more than ${c.maximum}`, row);
      if (field.format === 'uri' && !URL.canParse(cell)) bad(`"${cell}" is no address`, row);
      if (c.unique && seen.has(cell)) bad(`"${cell}" stands twice`, row);
      seen.add(cell);
    }
  }
  const unique = (fields, nulls, what) => {
    const at = fields.map((name) => names.indexOf(name));
    if (at.includes(-1)) return problems.push(`${what}: a field does not exist`);
    const seen = new Set();
    for (const [row, line] of body.entries()) {
      const key = at.map((i) => line[i]);
      if (!nulls && key.includes('')) problems.push(`${what}, row ${row + 1}: a part is empty`);
      const text = JSON.stringify(key);
      if (seen.has(text)) problems.push(`${what}, row ${row + 1}: ${text} stands twice`);
      seen.add(text);
    }
  };
  if (schema.primaryKey) unique(schema.primaryKey, false, 'primaryKey');
  for (const key of schema.uniqueKeys ?? []) unique(key, true, 'uniqueKeys');
  if (!schema.primaryKey && !schema.uniqueKeys) problems.push('there is no key');
  return { problems, cells };
}

/** What is wrong with the references of all tables: { problems, checked }. */
export function checkReferences(resources, tables) {
  const problems = [];
  let checked = 0;
  for (const resource of resources) {
    for (const { fields, reference } of resource.schema.foreignKeys ?? []) {
      const name = reference.resource ?? resource.name;
      if (reference.resource === resource.name) problems.push(`${resource.name}: a reference to itself names its resource`);
      const target = resources.find((r) => r.name === name);
      const what = `${resource.name}.${fields} → ${name}.${reference.fields}`;
      if (!target) {
        problems.push(`${what}: there is no such resource`);
        continue;
      }
      if (fields.length !== reference.fields.length) problems.push(`${what}: not as many fields on both sides`);
      if (!isDeepStrictEqual(target.schema.primaryKey, reference.fields)) problems.push(`${what}: it is not the key of the other`);
      const pick = (r, names) => {
        const at = names.map((n) => r.schema.fields.findIndex((f) => f.name === n));
        return tables.get(r.name).slice(1).map((row) => at.map((i) => row[i]));
      };
      const keys = new Set(pick(target, reference.fields).map((k) => JSON.stringify(k)));
      for (const key of pick(resource, fields)) {
        if (key.includes('')) continue;
        checked++;
        if (!keys.has(JSON.stringify(key))) problems.push(`${what}: ${key} is not there`);
      }
    }
  }
  // Of a column whose rows name the list of their value, each row's value.
  for (const resource of resources) {
    const at = (name) => resource.schema.fields.findIndex((f) => f.name === name);
    for (const field of resource.schema.fields.filter((f) => f['vitrina:references'])) {
      const lists = new Map(field['vitrina:references'].map((r) => [r.scale, r]));
      for (const [i, row] of tables.get(resource.name).slice(1).entries()) {
        const [scale, value] = [row[at('scale')], row[at(field.name)]];
        if (scale === '' || value === '') continue;
        const target = resources.find((r) => r.name === lists.get(scale)?.resource);
        const code = target?.schema.fields.findIndex((f) => f.name === lists.get(scale).fields[0]);
        checked++;
        if (!target || !tables.get(target.name).slice(1).some((codes) => codes[code] === value)) problems.push(`${resource.name}.${field.name}, row ${i + 1}: ${value} is not of the list ${scale}`);
        else if (Boolean(lists.get(scale).ordered) !== Boolean(target['vitrina:ordered'])) problems.push(`${resource.name}.${field.name}: whether the list ${scale} is ordered is told in two ways`);
      }
    }
  }
  return { problems, checked };
}

/** What is wrong with the descriptions of a site and of its frozen editions. */
export async function checkDescriptions(site) {
  const problems = [];
  const file = join(site, 'data/datapackage.json');
  if (!existsSync(file)) return { problems: ['data/datapackage.json: there is none'], checked: [[0, 'resources']] };
  const descriptor = JSON.parse(read(site, 'data/datapackage.json'));
  problems.push(...profile('datapackage-2.0.json')(descriptor).map((p) => `datapackage.json: ${p}`));
  const validSchema = profile('tableschema-2.0.json');
  const resources = descriptor.resources;
  if (new Set(resources.map((r) => r.name)).size !== resources.length) problems.push('a resource has a name twice');
  for (const key of ['title', 'description', 'licenses', 'contributors', 'sources', 'keywords', 'languages']) if (!descriptor[key]?.length) problems.push(`datapackage.json: ${key} is missing`);
  const tables = new Map();
  let cells = 0;
  for (const r of resources) {
    const say = (what) => problems.push(`${r.name}: ${what}`);
    const bytes = readFileSync(join(site, 'data', r.path));
    if (bytes.length !== r.bytes) say(`bytes is ${r.bytes}, the file has ${bytes.length}`);
    const sum = createHash('sha256').update(bytes).digest('hex');
    if (r.hash !== `sha256:${sum}`) say(`hash is ${r.hash}, the file's is sha256:${sum}`);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (r.encoding !== 'utf-8' || text.startsWith('\ufeff')) say('it is not plain UTF-8');
    const rows = parseCSV(text);
    tables.set(r.name, rows);
    if (rows.length - 1 !== r['vitrina:rows']) say(`it has ${rows.length - 1} rows, not ${r['vitrina:rows']}`);
    for (const language of descriptor.languages) {
      if (!r['i18n:title']?.[language] || !r['i18n:description']?.[language]) say(`no title or description in ${language}`);
      for (const f of r.schema.fields) if (!f['i18n:title']?.[language] || !f['i18n:description']?.[language]) say(`${f.name} has no title or description in ${language}`);
    }
    if (!r.licenses?.length) say('no licence');
    const own = checkTable(r.schema, rows);
    own.problems.forEach(say);
    cells += own.cells;
    const alone = JSON.parse(read(site, `data/${r.name}.schema.json`));
    validSchema(alone).forEach((p) => say(`${r.name}.schema.json: ${p}`));
    const { $schema, ...rest } = alone;
    if (!isDeepStrictEqual(rest, r.schema) || !$schema) say('its own schema file says something else');
  }
  const references = checkReferences(resources, tables);
  problems.push(...references.problems);

  // Frozen editions: the profile, the digests, and the tables against their
  // schemas as far as those say something of the cells.
  const versions = existsSync(join(site, 'data/v')) ? readdirSync(join(site, 'data/v')).filter((name) => name !== 'addresses.csv') : [];
  for (const version of versions) {
    const at = (name) => join(site, 'data/v', version, name);
    const frozen = JSON.parse(readFileSync(at('datapackage.json'), 'utf8'));
    problems.push(...profile('datapackage-2.0.json')(frozen).map((p) => `v/${version}: ${p}`));
    if (frozen.version !== version) problems.push(`v/${version}: its description is of ${frozen.version}`);
    for (const r of frozen.resources) {
      const bytes = readFileSync(at(r.path));
      if (r.bytes !== bytes.length || r.hash !== `sha256:${createHash('sha256').update(bytes).digest('hex')}`) problems.push(`v/${version}: ${r.name} is not as described`);
      if (bytes.includes('\r') !== r.dialect.lineTerminator.includes('\r')) problems.push(`v/${version}: ${r.name} has other line ends than its dialect says`);
      checkTable(r.schema, parse(bytes)).problems.forEach((p) => problems.push(`v/${version}, ${r.name}: ${p}`));
    }
  }

  const { Package } = createRequire(import.meta.url)('datapackage');
  const loaded = await Package.load(file, { basePath: join(site, 'data') });
  let read2 = 0;
  for (const r of loaded.resources) {
    // The library, of version 1, gives no date to "date" columns that may be
    // short and no list: both are texts here.
    const expected = tables.get(r.name);
    let rows;
    try {
      rows = await r.read({ keyed: true });
    } catch (e) {
      problems.push(`${r.name}: the library cannot read it: ${[e.message, ...(e.errors ?? []).map((each) => each.message)].join('; ')}`);
      continue;
    }
    if (rows.length !== expected.length - 1) problems.push(`${r.name}: the library reads ${rows.length} rows`);
    const fields = r.descriptor.schema.fields;
    for (const [i, row] of rows.entries()) {
      for (const [at, f] of fields.entries()) {
        const cell = expected[i + 1][at];
        const value = row[f.name];
        read2++;
        const means = cell === '' ? value === null
          : f.type === 'integer' || f.type === 'number' ? value === Number(cell)
          : f.type === 'boolean' ? value === (cell === 'true')
          : f.type === 'date' ? value?.toISOString() === `${cell}T00:00:00.000Z`
          : String(value) === cell;
        if (!means) problems.push(`${r.name}.${f.name}, row ${i + 1}: the library reads ${value} from "${cell}"`);
      }
    }
  }
  return { problems, checked: [[resources.length, 'tables'], [cells, 'cells'], [references.checked, 'references'], [read2, 'values read by the library'], [versions.length, 'frozen editions']] };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { problems, checked } = await checkDescriptions(commandLine().site);
  verdict(problems, checked);
}
