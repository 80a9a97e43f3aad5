// What readers come for, done as they would do it: by keyboard alone, without
// script, and from a folder on disk, in each language.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { usedSelectors } from './measure.mjs';
import { listening } from './pages.mjs';

/** What stops a reader, told as a sentence. */
export class Stuck extends Error {}
const must = (holds, what) => {
  if (!holds) throw new Stuck(what);
};
const bare = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '');

/** A reader in front of the site: where they are, and what they can do. */
class Reader {
  constructor(tab, root, site, pages, lang) {
    Object.assign(this, { tab, root, site, pages, lang, kinds: new Map(pages.map((page) => [page.path, page.kind])) });
  }

  /** The pages of a kind in this language, the heaviest first. */
  of(kind) {
    const found = this.pages.filter((page) => page.lang === this.lang && page.kind === kind && page.path.startsWith(`${this.lang}/`));
    must(found.length, `there is no page of the kind “${kind}”`);
    return found.sort((a, b) => b.size - a.size);
  }

  /** The path in the site of an address. */
  path(url = this.tab.url()) {
    const path = decodeURIComponent(url.split(/[?#]/)[0]).slice(this.root.length);
    return path === '' || path.endsWith('/') ? `${path}index.html` : path;
  }

  kind(url) {
    return this.kinds.get(this.path(url)) ?? '';
  }

  go(path) {
    return this.tab.goto(this.root + path);
  }

  /** Presses Tab until what has the focus fits; what has it must be seen to. */
  async reach(what, selector, fits = () => true) {
    let outside = 0;
    for (let presses = 1; presses <= 500 && outside < 2; presses++) {
      await this.tab.keyboard.press('Tab');
      const at = await this.tab.evaluate((wanted) => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        return {
          name: `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 40)}”`, text: element.textContent, href: element.href ?? '',
          seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && box.width > 0 && box.bottom > 0 && box.top < innerHeight, wanted: element.matches(wanted),
        };
      }, selector);
      if (!at) {
        outside++;
        continue;
      }
      must(at.seen, `nothing shows on ${this.path()} that ${at.name} has the focus`);
      if (at.wanted && fits(at)) return { presses, ...at };
    }
    throw new Stuck(`Tab does not reach ${what} on ${this.path()}`);
  }

  /** Follows the link that has the focus. */
  async follow() {
    await Promise.all([this.tab.waitForNavigation(), this.tab.keyboard.press('Enter')]);
  }

  /** The file that comes when something is done. */
  async download(act) {
    const [coming] = await Promise.all([this.tab.waitForEvent('download'), act()]);
    return { name: coming.suggestedFilename(), bytes: readFileSync(await coming.path()) };
  }

  shown(selector) {
    return this.tab.locator(selector).filter({ visible: true }).count();
  }
}

const listed = '[data-facets]';

/** By keyboard alone, and with everything the site can do. */
const byKeyboard = {
  async 'find a commitment by search'(reader) {
    const [target] = reader.of('commitment');
    await reader.go(target.path);
    const title = await reader.tab.locator('h1').textContent();
    await reader.go(`${reader.lang}/index.html`);
    const skip = await reader.reach('the way past the menu', 'a[href="#main"]');
    must(skip.presses === 1, 'the first Tab does not reach the way past the menu');
    await reader.tab.keyboard.press('Enter');
    must(await reader.tab.evaluate(() => document.activeElement.matches('main')), 'the way past the menu does not lead to the text');
    await reader.go(`${reader.lang}/index.html`);
    await reader.reach('the search field', 'input[type=search]');
    // As people type: without accents, in any case.
    const words = bare(title).match(/\p{L}{5,}/gu).slice(0, 4);
    await reader.tab.keyboard.type(words.join(' ').toUpperCase());
    await reader.follow();
    must(reader.kind() === 'search' && /[?&]q=/.test(reader.tab.url()), `searching leads to ${reader.tab.url()}`);
    await reader.tab.waitForFunction(() => /\d/.test(document.querySelector('[role=status]').textContent));
    must(await reader.tab.evaluate(() => document.activeElement === document.body), 'the results take the focus on arrival');
    await reader.reach('the commitment among what was found', '#results a', (at) => reader.path(at.href) === target.path);
    const seen = await usedSelectors(reader.tab);
    await reader.follow();
    must(reader.path() === target.path, `the result leads to ${reader.path()}`);
    return seen;
  },

  async 'open what is folded'(reader) {
    const folds = reader.pages.find(({ lang, pieces }) => lang === reader.lang && pieces.has('details.fold'));
    must(folds, 'no page folds a list');
    await reader.go(folds.path);
    const rows = () => reader.shown('details.fold > :not(summary)');
    must(await rows() === 0, 'what is folded shows');
    await reader.reach('what is folded', 'details.fold > summary');
    await reader.tab.keyboard.press('Enter');
    must(await rows() > 0, 'what is folded does not open');
    return usedSelectors(reader.tab);
  },

  async 'filter the list, and take its rows'(reader) {
    const { tab } = reader;
    await reader.go(`${reader.lang}/index.html`);
    await reader.reach('the list of commitments', 'nav a', (at) => reader.kind(at.href) === 'commitments');
    await reader.follow();
    const all = await reader.shown(listed);
    must(all > 0, 'the list is empty');
    await reader.reach('a filter', 'form[data-filter] select');
    await tab.keyboard.press('ArrowDown');
    await tab.waitForFunction(() => location.search.length > 1);
    const some = await reader.shown(listed);
    must(some > 0 && some < all, `choosing leaves ${some} of ${all}`);
    const says = () => tab.locator('form[data-filter] [role=status]').textContent();
    must((await says()).match(/\d+/)?.[0] === String(some), `${some} are shown, and “${await says()}” is announced`);
    await tab.reload();
    must(await reader.shown(listed) === some, 'the address does not bring the choice back');

    // The rows as they are published, and beside them what is on the screen.
    const shown = await tab.locator(listed).filter({ visible: true }).evaluateAll((rows) => rows.map((row) => {
      const facets = new URLSearchParams(row.dataset.facets);
      const says = (label) => [...row.querySelectorAll('td')].at(label).querySelector('.unknown') ? '' : [...row.querySelectorAll('td')].at(label).textContent.trim();
      return { id: facets.get('id'), lead: says(-2), codes: facets.get('completion'), completion: says(-1), starred: facets.has('starred') };
    }));
    const ways = await tab.locator('button[data-take]').evaluateAll((all) => all.map((button) => ({ ...button.dataset, file: new URL(button.dataset.take, location.href).href })));
    must(ways.length === 2, `there are ${ways.length} ways to take the rows`);
    for (const { file, name, between, head, yes, codes } of ways) {
      await reader.reach('the rows to take', `button[data-take][data-name="${name}"]`);
      const taken = await reader.download(() => tab.keyboard.press('Enter'));
      must(taken.name === name, `${name} is called ${taken.name}`);
      const published = readFileSync(join(reader.site, reader.path(file)), 'utf8');
      const cells = { bom: published.startsWith('\ufeff'), columns: true, delimiter: between, relax_column_count: false };
      const all = parse(published, cells), rows = parse(taken.bytes, cells);
      must((taken.bytes[0] === 0xef) === cells.bom, `${name} is not marked as ${file} is`);
      must(rows.length === shown.length, `${name} has ${rows.length} rows, and ${shown.length} are shown`);
      const id = Object.keys(all[0])[0], added = head.split('|');
      for (const [i, { id: wanted, lead, codes: code, completion, starred }] of shown.entries()) {
        const row = rows.find((each) => each[id] === wanted);
        must(row, `${name} lacks ${wanted}, which is shown in place ${i + 1}`);
        const [variable, value = ''] = code.split('.');
        const beside = [...codes ? [lead, value && variable, value] : [], completion, starred ? yes : ''];
        const expected = { ...all.find((each) => each[id] === wanted), ...Object.fromEntries(added.map((column, j) => [column, beside[j]])) };
        must(JSON.stringify(row) === JSON.stringify(expected), `${name} says of ${wanted} ${JSON.stringify(row)}, not ${JSON.stringify(expected)}`);
      }
      await tab.reload();
    }

    // What is chosen goes along to the other language, and onto paper.
    await tab.emulateMedia({ media: 'print' });
    must(await reader.shown('.chosen') === 1 && await reader.shown('form[data-filter] [role=status]') === 1 && await reader.shown('form[data-filter] :is(button, select)') === 0, 'the print does not say what was chosen, or shows what to press');
    must(!/\{/.test(await tab.locator('.chosen').textContent()), 'what was chosen has a gap');
    await tab.emulateMedia({ media: 'screen' });
    await reader.reach('the other language', 'nav a[hreflang]');
    await reader.follow();
    must(await reader.shown(listed) === some, 'the other language has not the same choice');
    await tab.goBack();
    await reader.reach('the way back to all', 'button[type=reset]');
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(() => location.search === '');
    must(await reader.shown(listed) === all, 'not all are shown again');
  },

  async 'come by an address without who assigns a theme'(reader) {
    const { tab } = reader;
    const list = reader.of('commitments').at(-1).path;
    await reader.go(list);
    // A name that several assign, and one that only who comes last assigns.
    const rows = await tab.locator(listed).evaluateAll((all) => all.map((row) => new URLSearchParams(row.dataset.facets).getAll('theme')));
    const bare = (value) => value.slice(value.indexOf('.') + 1);
    const assigners = new Map();
    for (const value of new Set(rows.flat())) if (value.includes('.')) assigners.set(bare(value), (assigners.get(bare(value)) ?? 0) + 1);
    const [name] = [...assigners].sort(([, a], [, b]) => b - a)[0];
    await reader.go(`${list}?${new URLSearchParams({ theme: name })}`);
    must(await tab.locator('#f-theme').inputValue() === name, 'the address of before chooses nothing');
    const shown = await reader.shown(listed), has = rows.filter((values) => values.some((value) => bare(value) === name)).length;
    must(shown === has && shown < rows.length, `${shown} of ${rows.length} are shown, and ${has} have ${name} by whomever`);
    const option = await tab.locator('#f-theme option:checked').textContent();
    must(!/\{/.test(option) && option.includes(`(${shown})`), `the choice is called “${option}”`);
    await reader.go(`${list}?${new URLSearchParams({ theme: [...rows.flat()].find((value) => bare(value) === name) })}`);
    must(await tab.locator(`#f-theme option[value="${name}"]`).count() === 0, 'who did not ask for any is offered it');
    return usedSelectors(tab);
  },

  async 'choose what nothing meets'(reader) {
    const { tab } = reader;
    const list = reader.of('commitments').at(-1).path;
    await reader.go(list);
    // Two values that no commitment has together.
    const query = await tab.locator(listed).evaluateAll((rows) => {
      const facets = rows.map((row) => new URLSearchParams(row.dataset.facets));
      const values = (name) => [...new Set(facets.flatMap((each) => each.getAll(name)))];
      for (const plan of values('plan')) for (const entity of values('entity')) if (!facets.some((each) => each.get('plan') === plan && each.getAll('entity').includes(entity))) return String(new URLSearchParams({ plan, entity }));
    });
    await reader.go(`${list}?${query}`);
    must(await reader.shown(listed) === 0 && await reader.shown('.scroll') === 0, 'there is a table without rows');
    must(await tab.locator('button[data-take]:enabled').count() === 0, 'rows are offered where there are none');
    must(await tab.locator('form[data-filter] option[value=""]:disabled').count() === 0, 'a choice cannot be taken back');
    const seen = await usedSelectors(tab);
    await reader.reach('the way back to all', '.nothing a');
    await reader.follow();
    must(await reader.shown(listed) === await tab.locator(listed).count(), 'not all are shown again');
    return seen;
  },

  async 'be told the nearest word'(reader) {
    const { tab } = reader;
    const [target] = reader.of('commitment');
    await reader.go(target.path);
    const [word] = bare(await tab.locator('h1').textContent()).toLowerCase().match(/[a-z]{7,}/);
    await reader.go(reader.of('search')[0].path);
    await reader.reach('the search field', '#q');
    const slip = `${word.slice(0, 3)}q${word.slice(3)}`;
    // What is found while a reader types leaves them where they are.
    await tab.keyboard.type(slip.slice(0, 3));
    await tab.waitForFunction(() => document.querySelectorAll('#results li').length);
    must(await tab.evaluate(() => document.activeElement.matches('#q')), 'the results take the focus from who types');
    await tab.keyboard.type(slip.slice(3));
    must(await tab.locator('#q').inputValue() === slip, `“${slip}” was typed, and the field has “${await tab.locator('#q').inputValue()}”`);
    await tab.waitForFunction(() => document.querySelector('#found a'));
    await reader.reach('the nearest word', '#found a');
    const seen = await usedSelectors(tab);
    await reader.follow();
    await tab.waitForFunction(() => document.querySelectorAll('#results li').length);
    must(bare(await tab.locator('#q').inputValue()).toLowerCase() === word, `what is offered is “${await tab.locator('#q').inputValue()}”, not “${word}”`);
    return seen;
  },

  async 'find words as they were typed before words that only begin so'(reader) {
    const { tab } = reader;
    const found = () => tab.locator('#results li').count();
    await reader.go(`${reader.of('search')[0].path}?q=data+cali`);
    await tab.waitForFunction(() => document.querySelectorAll('#results li').length);
    const sure = await found(), more = await tab.locator('#more').textContent();
    must(bare(await tab.locator('#found').textContent()).includes(String(sure)), `${sure} pages have both words, and it says “${await tab.locator('#found').textContent()}”`);
    must(/\d/.test(more) && !more.includes('{'), `what only begins so is offered as “${more}”`);
    await reader.reach('what only begins so', '#more');
    await tab.keyboard.press('Enter');
    await tab.waitForFunction((n) => document.querySelectorAll('#results li').length > n, sure);
    must(await tab.evaluate((n) => document.activeElement === document.querySelectorAll('#results a')[n], sure), 'the first of them has not the focus');
    must(!await reader.shown('#more') || await tab.locator('#more').textContent() !== more, 'they are offered again');
  },

  async 'come back to what was found, in the other language too'(reader) {
    const { tab } = reader;
    await reader.go(`${reader.of('search')[0].path}?q=plan`);
    const found = () => tab.locator('#results li').count();
    await reader.reach('more results', '#more');
    const before = await found();
    const seen = await usedSelectors(tab);
    await tab.keyboard.press('Enter');
    await tab.waitForFunction((n) => document.querySelectorAll('#results li').length > n, before);
    const after = await found();
    must(await tab.evaluate((n) => document.activeElement === document.querySelectorAll('#results a')[n], before), 'the first of the new results has not the focus');
    await reader.follow();
    await tab.goBack();
    await tab.waitForFunction(() => document.querySelectorAll('#results li').length);
    must(await found() === after, `${after} results were shown, and ${await found()} are on coming back`);
    must(await tab.evaluate((n) => document.activeElement === document.querySelectorAll('#results a')[n], before), 'the result that was followed has not the focus on coming back');

    await tab.emulateMedia({ media: 'print' });
    const asked = await tab.locator('#found').evaluate((found) => getComputedStyle(found, '::before').content);
    must(asked.includes('plan') && await reader.shown('button') === 0, 'the print does not say what was asked, or shows what to press');
    await tab.emulateMedia({ media: 'screen' });

    await reader.reach('the other language', 'nav a[hreflang]');
    await reader.follow();
    await tab.waitForFunction(() => document.querySelectorAll('#results li').length);
    must(!reader.path().startsWith(`${reader.lang}/`) && await tab.locator('#q').inputValue() === 'plan', `the other language asks for ${tab.url()}`);

    // What a reader types is named as it was typed, whatever it would mean elsewhere.
    await tab.locator('#q').fill('qqqq$&');
    await tab.waitForFunction(() => document.querySelector('#found').textContent.includes('qqqq'));
    const told = await tab.locator('#found').textContent();
    must(told.includes('qqqq$&') && !told.includes('{'), `of “qqqq$&” is said: “${told}”`);

    await tab.locator('#q').fill('%%%');
    await tab.waitForFunction(() => !document.querySelector('#results li'));
    must((await tab.locator('#found').textContent()).trim(), 'nothing is said of a query without a letter');
    return seen;
  },

  async 'open the filters on a phone'(reader) {
    const { tab } = reader;
    await tab.setViewportSize({ width: 360, height: 800 });
    await reader.go(reader.of('commitments').at(-1).path);
    const seen = await usedSelectors(tab);
    must(await reader.shown('form[data-filter] button:not([data-take])') === 0, 'there are buttons for filters that are shut');
    const all = await reader.shown(listed);
    await reader.reach('what opens the filters', 'form[data-filter] summary');
    await tab.keyboard.press('Enter');
    await reader.reach('a filter', 'form[data-filter] select');
    await tab.keyboard.press('ArrowDown');
    await tab.waitForFunction(() => location.search.length > 1);
    const some = await reader.shown(listed);
    must(some > 0 && some < all, `choosing leaves ${some} of ${all}`);
    must(await reader.shown('form[data-filter] button:not([data-take])') === 2, 'the buttons of the filters do not come back');
    return seen;
  },

  async 'sort a table'(reader) {
    const { tab } = reader;
    const page = reader.pages.find(({ lang, kind, path }) => lang === reader.lang && kind === 'commitments' && readFileSync(join(reader.site, path), 'utf8').includes('data-sort'));
    must(page, 'there is no list of commitments to sort');
    await reader.go(page.path);
    const cells = () => tab.locator('table[data-sort] tbody tr :nth-child(2):is(td, th)').evaluateAll((all) => all.map((cell) => cell.textContent.trim()));
    await reader.reach('a heading to sort by', 'table[data-sort] thead th:nth-child(2) button');
    await tab.keyboard.press('Space');
    const order = new Intl.Collator(reader.lang, { numeric: true, sensitivity: 'base' });
    const up = await cells();
    must(await tab.locator('thead th:nth-child(2)').getAttribute('aria-sort') === 'ascending', 'the order is not said');
    must(up.length > 1 && up.every((text, i) => i === 0 || order.compare(up[i - 1], text) <= 0), 'the rows are not in order');
    const seen = await usedSelectors(tab);
    await tab.keyboard.press('Enter');
    must(await tab.locator('thead th:nth-child(2)').getAttribute('aria-sort') === 'descending', 'the other order is not said');
    const down = await cells();
    must(down.length === up.length && down.every((text, i) => i === 0 || order.compare(down[i - 1], text) >= 0), 'the rows are not in the other order');
    return [...seen, ...await usedSelectors(tab)];
  },

  async 'download a dataset'(reader) {
    const [page] = reader.of('dataset');
    await reader.go(page.path);
    const number = await reader.tab.locator('main a[download]').count();
    must(number > 0, 'it has no files');
    for (let i = 0; i < number; i++) {
      const { href, text } = await reader.reach('a file', 'main a[download]');
      const { name, bytes } = await reader.download(() => reader.tab.keyboard.press('Enter'));
      must(bytes.equals(readFileSync(join(reader.site, reader.path(href)))), `${name} is not the file that is published`);
      must(text.includes(name) || /\.\w+$/.test(name), `${name} has a name without an ending`);
    }
  },

  async 'switch the language'(reader) {
    const { tab } = reader;
    const [page] = reader.of('commitment');
    await reader.go(page.path);
    const facts = () => tab.evaluate(() => ({
      lang: document.documentElement.lang.split('-')[0],
      here: document.querySelector('link[rel=canonical]').href,
      others: Object.fromEntries([...document.querySelectorAll('link[hreflang]')].map((link) => [link.hreflang, link.href])),
    }));
    const before = await facts();
    await reader.reach('the other language', 'nav a[hreflang]');
    await reader.follow();
    const after = await facts();
    must(after.lang !== before.lang, 'the language is the same as before');
    must(before.others[after.lang] === after.here && after.others[before.lang] === before.here, `${reader.path()} is not the same page in the other language`);
  },

  async 'reach the source of a figure'(reader) {
    await reader.go(`${reader.lang}/index.html`);
    await reader.reach('a figure', 'main a', (at) => /\d/.test(at.text) && !['', 'home'].includes(reader.kind(at.href)) && reader.path(at.href) !== reader.path());
    await reader.follow();
    if (reader.kind() !== 'dataset') {
      await reader.reach('the rows', 'main a', (at) => reader.kind(at.href) === 'dataset');
      await reader.follow();
    }
    const { href } = await reader.reach('the source', 'main a[rel~=external]');
    must(href.startsWith('https://') || href.startsWith('http://'), `the source is ${href}`);
  },
};

/** Without script: the same ends by plainer ways. */
const withoutScript = {
  async 'find a commitment from A to Z'(reader) {
    const { tab } = reader;
    const [target] = reader.of('commitment');
    await reader.go(`${reader.lang}/index.html`);
    await tab.locator('form[role=search] input').fill('x');
    await Promise.all([tab.waitForNavigation(), tab.locator('form[role=search] button').click()]);
    must(reader.kind() === 'search', `searching leads to ${reader.path()}`);
    const leads = async () => (await tab.locator('main a').filter({ visible: true }).evaluateAll((all) => all.map((a) => a.href))).find((href) => reader.path(href) === target.path);
    if (!await leads()) {
      const letters = await tab.locator('nav.letters a').evaluateAll((all) => all.map((a) => a.href));
      for (const letter of letters) {
        await tab.goto(letter);
        if (await leads()) break;
      }
    }
    must(await leads(), `the index does not lead to ${target.path}`);
  },

  async 'see only what works'(reader) {
    for (const kind of new Set(reader.pages.map((page) => page.kind))) {
      if (kind === '404') continue;
      const page = reader.pages.find((each) => each.kind === kind && each.path.startsWith(`${reader.lang}/`));
      if (!page) continue;
      await reader.go(page.path);
      const idle = await reader.tab.locator('button, select, input, textarea').filter({ visible: true }).evaluateAll((all) => all.filter((e) => !e.closest('form[role=search]')).map((e) => e.outerHTML.slice(0, 80)));
      must(idle.length === 0, `${page.path} shows what does nothing without script: ${idle[0]}`);
    }
  },

  async 'read the lists by plan that a filter would make'(reader) {
    const { tab } = reader;
    const [list] = reader.of('commitments');
    await reader.go(list.path);
    const byPlan = new Map();
    for (const facets of await tab.locator(listed).evaluateAll((all) => all.map((e) => e.dataset.facets))) {
      const plan = new URLSearchParams(facets).get('plan');
      byPlan.set(plan, (byPlan.get(plan) ?? 0) + 1);
    }
    const counts = [];
    for (const page of reader.of('plan')) {
      await reader.go(page.path);
      counts.push(new Set(await tab.locator('main ul.commitments > li > a').evaluateAll((all) => all.map((a) => a.href))).size);
    }
    const sorted = (numbers) => [...numbers].sort((a, b) => a - b).join(', ');
    must(counts.length > 0 && sorted(counts) === sorted(byPlan.values()), `the plans list ${sorted(counts)} commitments, the list has ${sorted(byPlan.values())}`);
  },

  async 'download a file, and switch the language'(reader) {
    const { tab } = reader;
    const [page] = reader.of('dataset');
    await reader.go(page.path);
    const link = tab.locator('main a[download]').first();
    const href = await link.evaluate((a) => a.href);
    const { bytes } = await reader.download(() => link.click());
    must(bytes.equals(readFileSync(join(reader.site, reader.path(href)))), `${href} is not the file that is published`);
    await Promise.all([tab.waitForNavigation(), tab.locator('nav a[hreflang]').first().click()]);
    must(reader.kind() === 'dataset' && !reader.path().startsWith(`${reader.lang}/`), `the other language leads to ${reader.path()}`);
  },
};

/** Opened from a folder on disk. */
const fromDisk = {
  async 'read pages with their styles, and follow links'(reader) {
    const { tab } = reader;
    await reader.go(`${reader.lang}/index.html`);
    const styled = () => tab.evaluate(() => getComputedStyle(document.body).marginTop === '0px' && document.styleSheets.length > 0);
    must(await styled(), 'the styles do not come');
    for (const kind of ['commitments', 'plan', 'commitment', 'dataset']) {
      await reader.go(reader.of(kind)[0].path);
      must(await styled(), `the styles of ${reader.path()} do not come`);
    }
    await tab.locator('nav a[hreflang]').first().click();
    await tab.waitForURL((url) => !reader.path(url.href).startsWith(`${reader.lang}/`));
  },

  async 'search'(reader) {
    const { tab } = reader;
    await reader.go(reader.of('commitment')[0].path);
    const [word] = bare(await tab.locator('h1').textContent()).match(/\p{L}{5,}/u);
    await reader.go(`${reader.lang}/index.html`);
    await tab.locator('form[role=search] input').fill(word);
    await Promise.all([tab.waitForNavigation(), tab.locator('form[role=search] button').click()]);
    must(reader.kind() === 'search', `searching leads to ${reader.path()}`);
    await tab.waitForFunction(() => document.querySelector('[role=status]').textContent.trim());
    const left = await reader.shown('.index li');
    must(left > 0 && left < await tab.locator('.index li').count(), `searching leaves ${left} of the index`);
    // Common words change nothing, and no letter leads to what is hidden.
    const common = (await tab.locator('form[data-search]').getAttribute('data-common')).split(' ');
    await tab.locator('#q').fill(`${common.at(0)} ${common.at(-1)} ${word}`);
    await tab.locator('form[data-search] button').click();
    must(await reader.shown('.index li') === left, `with common words searching leaves ${await reader.shown('.index li')}, not ${left}`);
    const dead = () => tab.locator('.letters a').filter({ visible: true }).evaluateAll((all) => all.filter((a) => !document.querySelector(a.hash).checkVisibility()).length);
    must(await dead() === 0, 'letters lead to what is hidden');
    await tab.locator('#q').fill('qqqq');
    await tab.locator('form[data-search] button').click();
    must(await reader.shown('.index li') === 0 && await reader.shown('.letters a') === 0, 'letters lead to what is hidden');
  },

  async 'filter'(reader) {
    const { tab } = reader;
    await reader.go(reader.of('commitments').at(-1).path);
    const all = await reader.shown(listed);
    await tab.locator('form[data-filter] select').first().selectOption({ index: 1 });
    const some = await reader.shown(listed);
    must(some > 0 && some < all, `choosing leaves ${some} of ${all}`);
    must(await reader.shown('button[data-take]') === 0, 'rows are offered that cannot be read from disk');
  },
};

/** Makes every journey in every language: { problems, count, used }, the last being the selectors of states that only a journey meets. */
export async function checkJourneys(browser, server, pages) {
  const problems = [];
  let count = 0;
  const used = new Set();
  const languages = [...new Set(pages.filter((page) => page.path.includes('/')).map((page) => page.lang))];
  const ways = [
    ['by keyboard', byKeyboard, {}, server.address],
    ['without script', withoutScript, { javaScriptEnabled: false }, server.address],
    ['from disk', fromDisk, {}, `${pathToFileURL(server.site).href}/`],
  ];
  await Promise.all(languages.map(async (lang) => {
    for (const [name, journeys, options, root] of ways) {
      for (const [what, travel] of Object.entries(journeys)) {
        const tell = (fault) => problems.push(`journey ${name}, ${lang}: ${what}: ${fault}`);
        const context = await listening(browser, server, tell, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
        count++;
        try {
          const seen = await travel(new Reader(await context.newPage(), root, server.site, pages, lang));
          for (const selector of seen ?? []) used.add(selector);
        } catch (error) {
          tell(error instanceof Stuck ? error.message : `cannot go on: ${error.message.split('\n')[0]}`);
        } finally {
          await context.close();
        }
      }
    }
  }));
  return { problems, count, used };
}
