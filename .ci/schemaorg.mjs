// Reads the JSON-LD of the pages as search engines do: expands it by the
// context of schema.org, without a network, and looks whether anything in it is
// no word of schema.org, is lost on the way, or leads to no whole address.
//
//   node .ci/schemaorg.mjs SITE-FOLDER

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import jsonld from 'jsonld';
import { commandLine, elements, files, isPage, read, verdict } from './site.mjs';

const document = JSON.parse(readFileSync(new URL('standards/schemaorg-30.0.jsonld', import.meta.url), 'utf8'));
const vocabulary = document['@context'];
const documentLoader = async (url) => {
  if (url.replace(/\/$/, '') !== 'https://schema.org') throw new Error(`it asks the network for ${url}`);
  return { documentUrl: url, document };
};
// Kinds of things begin with a capital, properties do not.
const isKind = (name) => Object.hasOwn(vocabulary, name) && /^[A-Z]/.test(name);
const isProperty = (name) => Object.hasOwn(vocabulary, name) && /^[a-z]/.test(name);
const place = vocabulary.schema;
const count = (value) => (Array.isArray(value) ? value : [value]).reduce((n, each) => n + (each !== null && typeof each === 'object' ? Object.entries(each).reduce((m, [key, inside]) => m + (key.startsWith('@') ? 0 : (Array.isArray(inside) ? inside.length : 1) + count(inside)), 0) : 0), 0);

/** What is wrong with what pages say in JSON-LD. */
export async function checkSchemaOrg(site) {
  const problems = [];
  let pages = 0;
  let statements = 0;
  for (const path of files(site).filter(isPage)) {
    const texts = elements(read(site, path)).filter((e) => e.name === 'script' && e.attributes.type === 'application/ld+json').map((e) => e.text);
    if (texts.length > 0) pages += 1;
    for (const text of texts) {
      const say = (fault) => problems.push(`${path}: ${fault}`);
      try {
        const written = JSON.parse(text);
        // Without a base: the site knows its address, and names files by it.
        const expanded = await jsonld.expand(written, { documentLoader, safe: true });
        const told = count(expanded);
        if (told !== count(written)) say(`${count(written)} statements are written and ${told} are read`);
        statements += told;
        const walk = (node) => {
          if (Array.isArray(node)) return node.forEach(walk);
          if (node === null || typeof node !== 'object') return;
          if (Object.hasOwn(node, '@value')) {
            if (node['@value'] === '') say('an empty text');
            if (node['@type'] === `${place}Date` && !/^\d{4}-\d{2}-\d{2}$/.test(node['@value'])) say(`${node['@value']} is no day`);
            return;
          }
          if (Object.hasOwn(node, '@id') && !(URL.canParse(node['@id']) && /^https?:\/\/[^/]/.test(node['@id']))) say(`${node['@id']} is no whole address`);
          if (!Object.hasOwn(node, '@id') && !Object.hasOwn(node, '@type')) say(`of what kind is ${JSON.stringify(node).slice(0, 60)}`);
          for (const type of node['@type'] ?? []) if (!type.startsWith(place) || !isKind(type.slice(place.length))) say(`${type} is no kind of schema.org`);
          for (const [property, values] of Object.entries(node)) {
            if (property.startsWith('@')) continue;
            if (!property.startsWith(place) || !isProperty(property.slice(place.length))) say(`${property} is no property of schema.org`);
            walk(values);
          }
        };
        walk(expanded);
      } catch (error) {
        say(`its JSON-LD cannot be read: ${error.details?.event?.message ?? error.message}`);
      }
    }
  }
  return { problems, checked: [[statements, 'statements of schema.org'], [pages, 'pages that make them']] };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { problems, checked } = await checkSchemaOrg(commandLine().site);
  verdict(problems, checked);
}
