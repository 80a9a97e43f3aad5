// Looks at pages one by one, each in every way a reader may meet it: wide and
// narrow, light and dark, in forced colours, with large letters, with spread
// letters, zoomed in, at rest.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answer } from './server.mjs';
import { look, scripts } from './engines.mjs';
import { firstScreen, measure, motion, spread, unusedSelectors } from './measure.mjs';

const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };
// A phone as many are now; letters of other widths leave room on it.
const phone = { width: 412, height: 915 };
// A screen of 1280 by 1024 at four times the size.
const zoomed = { width: 320, height: 256 };

const views = [
  { name: 'wide light', size: wide, scheme: 'light' },
  { name: 'wide dark', size: wide, scheme: 'dark', colours: true },
  { name: 'narrow dark', size: narrow, scheme: 'dark' },
  { name: 'narrow light', size: narrow, scheme: 'light', colours: true },
];
// What the engines look at a page in, where not in every view: see choose.
const two = [views[0], views[2]];
const others = [{ ...views[1], colours: false }, views[3]];

/**
 * Opens a context that hears everything a page should not do: errors, breaches
 * of its own policy, requests to other hosts, answers that are none. The site's
 * public address leads to the site itself, for 404.html, which has no other.
 */
export async function listening(browser, { site, base, address }, tell, options = {}) {
  const context = await browser.newContext(options);
  const inside = (url) => [address, base, 'data:', 'blob:', 'file:', 'about:'].some((start) => url.startsWith(start));
  context.on('request', (request) => inside(request.url()) || tell(`asks another host for ${request.url()}`));
  context.on('console', (message) => ['error', 'warning'].includes(message.type()) && tell(`console: ${message.text()}`));
  context.on('weberror', (error) => tell(`script: ${error.error().message}`));
  if (options.publicAddress) {
    await context.route((url) => url.href.startsWith(base), (route) => {
      const { status, type, body } = answer(site, decodeURIComponent(new URL(route.request().url()).pathname.slice(new URL(base).pathname.length)));
      return route.fulfill({ status, contentType: type, body });
    });
  }
  context.setDefaultTimeout(30000);
  return context;
}

/** Looks at the chosen pages, several at once: { problems, counts, fired, unused }. */
export async function checkPages(browser, server, pages, { reviewed, screens, workers }) {
  const problems = [];
  const counts = { pages: 0, views: 0, remarks: 0, screens: 0 };
  const fired = new Set();
  let unused;
  const queue = [...pages];
  if (screens) mkdirSync(screens, { recursive: true });

  const work = async () => {
    let current = '';
    // What one page does wrong several times is told once.
    const told = new Set();
    const tell = (what, how = '') => {
      const key = current + what;
      if (told.has(key)) return;
      told.add(key);
      problems.push(`${current}${how && ` [${how}]`}: ${what}`);
    };
    const missing = (page) => page.kind === '404';
    const open = async (page, options) => {
      const context = await listening(browser, server, (what) => {
        if (missing(page) && /404/.test(what)) return; // it is the page of that answer
        tell(what);
      }, { ...options, publicAddress: missing(page) });
      return context.newPage();
    };
    const go = async (tab, page) => {
      const answer = await tab.goto(missing(page) ? `${server.base}no/such/page/` : server.address + page.path);
      if (answer.status() !== (missing(page) ? 404 : 200)) tell(`is answered by ${answer.status()}`);
    };
    const show = async (tab, { size, scheme }) => {
      await tab.setViewportSize(size);
      await tab.emulateMedia({ colorScheme: scheme });
    };

    for (let page; (page = queue.shift());) {
      current = page.path;
      counts.pages++;

      // As a reader meets it, under its own policy.
      const tab = await open(page, { viewport: wide });
      await go(tab, page);
      const here = new Set(await unusedSelectors(tab));
      unused = unused ? unused.filter((selector) => here.has(selector)) : [...here];
      const weigh = async (how, options) => {
        counts.views++;
        for (const fault of await measure(tab, options)) tell(fault, how);
      };
      for (const view of views) {
        await show(tab, view);
        await weigh(view.name);
        if (screens && (page.views === 'all' || two.includes(view))) {
          await tab.screenshot({
            path: join(screens, `${page.kind}.${page.path.replace(/(\/?index)?\.html$/, '').replaceAll('/', '-') || 'root'}.${view.name.replace(' ', '-')}.jpg`),
            type: 'jpeg', quality: 60, fullPage: true, clip: { x: 0, y: 0, width: view.size.width, height: Math.min(3000, await tab.evaluate(() => document.documentElement.scrollHeight)) },
          });
          counts.screens++;
        }
      }
      if (page.kind === 'commitment') {
        await show(tab, { size: phone, scheme: 'light' });
        counts.views++;
        for (const fault of await firstScreen(tab)) tell(fault, 'phone');
      }
      await show(tab, { size: zoomed, scheme: 'light' });
      await weigh('zoomed to 400 %');
      await tab.evaluate(() => { for (const each of document.querySelectorAll('details')) each.open = true; });
      await spread(tab);
      await weigh('letters spread');
      await go(tab, page);
      await show(tab, { size: wide, scheme: 'dark' });
      await tab.emulateMedia({ forcedColors: 'active' });
      await weigh('forced colours', { contrast: 4.5 });
      await tab.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
      for (const fault of await motion(tab)) tell(fault, 'at rest');
      const devtools = await tab.context().newCDPSession(tab);
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      await weigh('letters of twice the size');
      await tab.context().close();

      // As the engines need it, with its policy set aside.
      const lab = await open(page, { viewport: wide, bypassCSP: true });
      await go(lab, page);
      await lab.evaluate(() => { for (const each of document.querySelectorAll('details')) each.open = true; });
      await lab.evaluate(scripts);
      for (const view of { all: views, two, others, one: [two[page.turn % 2]] }[page.views]) {
        await show(lab, view);
        counts.views++;
        const rules = new Map();
        for (const remark of await look(lab, reviewed, view)) {
          counts.remarks++;
          if (remark.reviewed >= 0) {
            fired.add(remark.reviewed);
            continue;
          }
          const rule = `${remark.engine}: ${remark.rule}: ${remark.message}`;
          rules.set(rule, [...(rules.get(rule) ?? []), remark.element]);
        }
        for (const [rule, elements] of rules) tell(`${rule}: ${elements[0]}${elements.length > 1 ? ` and ${elements.length - 1} more` : ''}`, view.name);
      }
      await lab.context().close();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { problems, counts, fired, unused: unused ?? [] };
}
