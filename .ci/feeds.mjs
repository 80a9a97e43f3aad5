// Holds every Atom feed of the built site against RFC 4287 and every calendar
// against RFC 5545, the latter through a library that reads calendars.
//
//   node .ci/feeds.mjs SITE-FOLDER BASE-URL

import ICAL from 'ical.js';
import { parseFragment } from 'parse5';
import { SaxesParser } from 'saxes';
import { pathToFileURL } from 'node:url';
import { commandLine, elements, files, isPage, read, verdict } from './site.mjs';

const atom = 'http://www.w3.org/2005/Atom';
const textConstructs = new Set(['title', 'subtitle', 'rights', 'summary', 'content']);
// What may stand in what, how often at least and at most (RFC 4287, 4.1).
const rules = {
  feed: { author: [0, Infinity], category: [0, Infinity], contributor: [0, Infinity], generator: [0, 1], icon: [0, 1], id: [1, 1], link: [1, Infinity], logo: [0, 1], rights: [0, 1], subtitle: [0, 1], title: [1, 1], updated: [1, 1], entry: [0, Infinity] },
  entry: { author: [0, Infinity], category: [0, Infinity], content: [0, 1], contributor: [0, Infinity], id: [1, 1], link: [0, Infinity], published: [0, 1], rights: [0, 1], source: [0, 1], summary: [0, 1], title: [1, 1], updated: [1, 1] },
  author: { name: [1, 1], uri: [0, 1], email: [0, 1] },
};
const rfc3339 = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const language = /^[a-z]{2,3}(-[A-Z]{2})?$/;
const mediaType = /^[a-z]+\/[a-z0-9.+-]+$/;

/** Reads an XML file into { name, uri, attributes, children, text }, or null. */
function tree(text, onProblem) {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const top = { children: [] };
  const stack = [top];
  parser.on('error', (error) => onProblem(error.message));
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.values(tag.attributes).map((a) => [a.name, a.value]));
    const node = { name: tag.local, uri: tag.uri, attributes, children: [], text: '' };
    stack.at(-1).children.push(node);
    stack.push(node);
  });
  parser.on('text', (data) => {
    if (stack.length > 1) stack.at(-1).text += data;
  });
  parser.on('closetag', () => stack.pop());
  parser.write(text).close();
  return top.children[0] ?? null;
}

const all = (node, name) => node.children.filter((c) => c.name === name);
const one = (node, name) => all(node, name)[0]?.text ?? '';

/** Judges one feed; a page that a link names is looked up by exists. */
function judgeFeed(path, feed, home, exists, wrong) {
  const count = (node) => {
    const allowed = rules[node.name];
    if (!allowed) return;
    for (const child of node.children) if (child.uri !== atom || !allowed[child.name]) wrong(`${node.name} may not hold ${child.name}`);
    for (const [name, [least, most]] of Object.entries(allowed)) {
      const n = all(node, name).length;
      if (n < least || n > most) wrong(`${node.name} has ${n} of ${name}`);
    }
    for (const child of node.children) count(child);
  };
  if (feed.name !== 'feed' || feed.uri !== atom) return wrong('is not an Atom feed');
  count(feed);
  if (!language.test(feed.attributes['xml:lang'] ?? '')) wrong('does not say its language');
  const here = new URL(path, home);
  const selves = all(feed, 'link').filter((l) => l.attributes.rel === 'self');
  if (selves.length !== 1 || selves[0].attributes.href !== here.href) wrong(`names itself as ${selves.map((l) => l.attributes.href)}`);
  if (all(feed, 'author').length === 0) wrong('has no author');
  const entries = all(feed, 'entry');
  const ids = new Set();
  for (const node of [feed, ...entries]) {
    const id = one(node, 'id');
    if (!/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) wrong(`has an id that is not a UUID: ${id}`);
    if (ids.has(id)) wrong(`has the id ${id} twice`);
    ids.add(id);
    const updated = one(node, 'updated');
    if (!rfc3339.test(updated) || Number.isNaN(Date.parse(updated))) wrong(`has a wrong time: ${updated}`);
    if (one(node, 'title').trim() === '') wrong('has an empty title');
    const seen = new Set();
    for (const { attributes: a } of all(node, 'link')) {
      if (!a.rel || !mediaType.test(a.type ?? '')) wrong(`has a link without a relation or type: ${a.href}`);
      const key = `${a.rel} ${a.type} ${a.hreflang ?? ''}`;
      if (a.rel === 'alternate' && seen.has(key)) wrong(`has two alternates of the same type and language: ${a.href}`);
      seen.add(key);
      if (!URL.canParse(a.href ?? '', here)) { wrong(`has a link that is none: ${a.href}`); continue; }
      const to = new URL(a.href, here);
      const inside = to.href.startsWith(home.href) ? decodeURIComponent(to.pathname.slice(home.pathname.length)) : null;
      if (inside === null) wrong(`leads out of the site: ${a.href}`);
      else if (!exists(inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside)) wrong(`leads nowhere: ${a.href}`);
    }
    for (const child of node.children.filter((c) => textConstructs.has(c.name))) {
      const type = child.attributes.type ?? 'text';
      if (!['text', 'html'].includes(type)) wrong(`has a ${child.name} of type ${type}`);
      if (child.children.length > 0) wrong(`has elements in its ${child.name}`);
      if (type === 'html') {
        const errors = [];
        parseFragment(child.text, { sourceCodeLocationInfo: true, onParseError: (e) => errors.push(e.code) });
        if (errors.length > 0) wrong(`has HTML with faults: ${errors[0]}`);
        if (/<(script|style|iframe|object|embed|form|meta|link)\b|\son[a-z]+\s*=|javascript:/i.test(child.text)) wrong('has HTML that feed readers refuse');
      }
    }
  }
  for (const entry of entries) if (all(entry, 'content').length + all(entry, 'link').length === 0) wrong('has an entry without content or link');
  const times = entries.map((e) => Date.parse(one(e, 'updated')));
  if (times.some((t, i) => i > 0 && t > times[i - 1])) wrong('does not have its newest entries first');
  if (times.length > 0 && Date.parse(one(feed, 'updated')) < Math.max(...times)) wrong('is older than its entries');
  return { id: one(feed, 'id'), entries };
}

/** Judges one calendar and returns the UIDs of its events. */
function judgeCalendar(text, home, wrong) {
  if (!text.endsWith('\r\n') || /[^\r]\n|\r[^\n]/.test(text)) wrong('has lines that do not end with CRLF');
  for (const line of text.split('\r\n')) if (Buffer.byteLength(line) > 75) wrong(`has a line of ${Buffer.byteLength(line)} octets`);
  let calendar;
  try {
    calendar = new ICAL.Component(ICAL.parse(text));
  } catch (error) {
    wrong(error.message);
    return [];
  }
  if (calendar.name !== 'vcalendar' || calendar.getFirstPropertyValue('version') !== '2.0' || !calendar.getFirstPropertyValue('prodid')) wrong('has no version or no PRODID');
  const uids = new Set();
  for (const component of calendar.getAllSubcomponents()) {
    const event = new ICAL.Event(component);
    const what = `${event.uid} ${event.summary}`;
    if (component.name !== 'vevent') wrong(`holds ${component.name}`);
    if (!event.uid || uids.has(event.uid)) wrong(`has an event without a UID of its own: ${what}`);
    uids.add(event.uid);
    for (const [name, n] of [['uid', 1], ['dtstamp', 1], ['dtstart', 1], ['dtend', 1], ['summary', 1]]) {
      if (component.getAllProperties(name).length !== n) wrong(`has an event without one ${name}: ${what}`);
    }
    if (!/^\d{8}T\d{6}Z$/.test(component.getFirstPropertyValue('dtstamp')?.toICALString() ?? '')) wrong(`has an event with a wrong stamp: ${what}`);
    if (!event.startDate?.isDate || !event.endDate?.isDate || event.endDate.compare(event.startDate) <= 0) wrong(`has an event that is not of whole days: ${what}`);
    if (!event.summary?.trim()) wrong(`has an event that says nothing: ${what}`);
    const url = component.getFirstPropertyValue('url');
    if (url && !url.startsWith(home.href)) wrong(`has an event that leads out of the site: ${url}`);
  }
  if (uids.size === 0) wrong('has no events');
  return [...uids];
}

/** Looks at the site in a folder: { problems, checked }. */
export function checkFeeds(site, base) {
  const home = new URL(base.endsWith('/') ? base : `${base}/`);
  const paths = files(site);
  const has = new Set(paths);
  const problems = [];
  const byID = new Map();
  let feeds = 0, entries = 0, calendars = 0, events = 0, linked = 0;
  for (const path of paths.filter((p) => p.endsWith('.xml') && p !== 'sitemap.xml')) {
    const wrong = (what) => problems.push(`${path}: ${what}`);
    const feed = tree(read(site, path), wrong);
    if (!feed) continue;
    feeds++;
    const told = judgeFeed(path, feed, home, (p) => has.has(p), wrong);
    for (const id of told ? [told.id, ...told.entries.map((e) => one(e, 'id'))] : []) {
      if (byID.has(id)) wrong(`has the id of ${byID.get(id)}: ${id}`);
      byID.set(id, path);
    }
    entries += told?.entries.length ?? 0;
  }
  for (const path of paths.filter((p) => p.endsWith('.ics'))) {
    calendars++;
    events += judgeCalendar(read(site, path), home, (what) => problems.push(`${path}: ${what}`)).length;
  }
  // Every feed is named in the head of its page, and shown on a page.
  const named = new Set(), shown = new Set();
  for (const page of paths.filter(isPage)) {
    for (const { name, attributes: a } of elements(read(site, page))) {
      if (!a.href) continue;
      const address = new URL(a.href, new URL(page, home));
      if (!address.href.startsWith(home.href)) continue;
      const to = decodeURIComponent(address.pathname.slice(home.pathname.length));
      if (name === 'a' && /\.(xml|ics)$/.test(to)) shown.add(to);
      if (name === 'link' && a.type === 'application/atom+xml') {
        linked++;
        if (!a.title) problems.push(`${page}: a feed without a title: ${a.href}`);
        if (!has.has(to)) problems.push(`${page}: a feed that is not there: ${a.href}`);
        named.add(to);
      }
    }
  }
  for (const path of paths.filter((p) => p.endsWith('.xml') && p !== 'sitemap.xml')) {
    if (!named.has(path)) problems.push(`${path}: no page names it in its head`);
    if (!shown.has(path)) problems.push(`${path}: no page leads to it`);
  }
  for (const path of paths.filter((p) => p.endsWith('.ics'))) if (!shown.has(path)) problems.push(`${path}: no page leads to it`);
  if (feeds === 0) problems.push('there is no feed');
  if (calendars === 0) problems.push('there is no calendar');
  return { problems, checked: [[feeds, 'feeds'], [entries, 'entries'], [calendars, 'calendars'], [events, 'events'], [linked, 'links to feeds']] };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site, base } = commandLine();
  const { problems, checked } = checkFeeds(site, base);
  verdict(problems, checked);
}
