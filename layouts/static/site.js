// The site's own script. It only adds comfort: every page is complete without
// it. It asks nothing of other sites, keeps nothing in the browser, and writes
// text as text, never as HTML.
'use strict';
(() => {
  const lang = document.documentElement.lang;
  const onWeb = location.protocol.startsWith('http');
  const plural = new Intl.PluralRules(lang);
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const number = n => n.toLocaleString(lang);
  const counted = (forms, n) => (forms[plural.select(n)] || forms.other).replace('#', number(n));

  // The address without index.html, which links carry so that they also work
  // on a site opened from disk.
  const address = query => {
    if (!onWeb) return;
    const path = location.pathname.replace(/\/index\.html$/, '/');
    const text = String(query);
    history.replaceState(null, '', path + (text && '?' + text) + location.hash);
  };
  if (location.pathname.endsWith('/index.html')) address(location.search.slice(1));

  // Words are cut as package search cuts them.
  const cut = text => (text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) || [])
    .map(word => word.replace(/^([a-z]*)0+(\d*)$/, (_, letters, digits) => letters + digits || '0'));

  // The other number of a word, by its letters alone, in Spanish and English: a
  // word that is searched also finds these, whole.
  const forms = word => {
    if (!/^[a-z]{3,}$/.test(word)) return [];
    const without = (n, end = '') => word.slice(0, -n) + end;
    if (/[^aeiou]y$/.test(word)) return [without(1, 'ies')];
    if (word.endsWith('z')) return [without(1, 'ces')];
    if (word.length < 4 || !/[^s]s$/.test(word)) return [];
    return [without(1), ...word.endsWith('ces') ? [without(3, 'z')] : word.endsWith('ies') ? [without(3, 'y')] : /[^aeiou]es$/.test(word) ? [without(2)] : []];
  };

  const later = (wait, work) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(work, wait); };
  };

  // ---- Search ----

  const search = form => {
    const input = one('input', form), found = one('#found'), list = one('#results'), more = one('#more'), everything = one('#everything');
    const { index, top, none, missing: lost, rest, more: partly, here } = form.dataset;
    const countForms = JSON.parse(form.dataset.forms);
    const step = 10, mostShards = 3;
    const cache = {};
    let manifest, turn = 0;

    const get = (name, version) => cache[name] ||= fetch(index + name + '.json' + (version ? '?v=' + version : ''), version ? {} : { cache: 'no-cache' })
      .then(answer => answer.ok ? answer.json() : Promise.reject(new Error(name)))
      .catch(error => { delete cache[name]; throw error; });

    const open = () => manifest ||= get('index').then(m => ({ ...m, t: m.t.split(' ') })).catch(error => { manifest = null; throw error; });

    const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
    const digit = new Map([...alphabet].map((letter, value) => [letter, value]));
    const postings = (text, take) => {
      let value = 0, shift = 0, entry = 0;
      for (const letter of text) {
        const bits = digit.get(letter);
        value |= (bits & 31) << shift;
        shift += 5;
        if (bits > 31) continue;
        entry += value >>> 1;
        take(entry, value & 1);
        value = shift = 0;
      }
    };

    // hits maps each entry that has the word, its other number, or a longer one
    // that begins so, to how well it matches: whole words before beginnings,
    // titles before texts.
    const hits = async (m, word) => {
      const whole = word.length < 2 || /^\d+$/.test(word);
      const end = whole ? word : word + '\uffff';
      const home = word => Math.max(0, m.t.findLastIndex(term => term <= word));
      const first = home(word), others = forms(word);
      let last = home(end);
      const partial = last - first >= mostShards;
      if (partial) last = first + mostShards - 1;
      const wanted = new Set(others.map(home));
      for (let i = first; i <= last; i++) wanted.add(i);
      const shards = await Promise.all([...wanted].map(i => get('t' + i, m.v)));
      const scores = new Map();
      for (const shard of shards) {
        for (const [term, text] of Object.entries(shard)) {
          const same = term === word || others.includes(term);
          if (!same && (whole || !term.startsWith(word))) continue;
          const points = same ? [3, 8] : [1, 5];
          postings(text, (entry, title) => scores.set(entry, Math.max(scores.get(entry) || 0, points[title])));
        }
      }
      return { scores, partial: partial || word.length < 2 };
    };

    // look finds the entries that have all the words, or, where none has, those
    // that have most of them.
    const look = async query => {
      const m = await open();
      let words = [...new Set(cut(query))];
      const rare = words.filter(word => !m.c.includes(word));
      if (rare.length) words = rare;
      const parts = await Promise.all(words.map(word => hits(m, word)));
      const sums = new Map();
      let most = 0;
      for (const { scores } of parts) {
        for (const [entry, points] of scores) {
          const [had, sum] = sums.get(entry) || [0, 0];
          sums.set(entry, [had + 1, sum + points]);
          most = Math.max(most, had + 1);
        }
      }
      const ranked = [...sums].filter(([, [has]]) => has === most).sort(([a, [, x]], [b, [, y]]) => y - x || a - b).map(([entry]) => entry);
      return { m, ranked, all: most === words.length, missing: words.filter((_, i) => !parts[i].scores.size), partial: parts.some(part => part.partial) };
    };

    const show = async (m, ranked, mine) => {
      const next = ranked.slice(list.children.length, list.children.length + step);
      const shards = await Promise.all(next.map(entry => get('e' + Math.floor(entry / m.s), m.v)));
      if (mine !== turn) return;
      const items = next.map((entry, i) => {
        const [title, to, kind, line, language] = shards[i][entry % m.s];
        const link = make('a', { href: top + to, textContent: title });
        if (language) link.lang = language;
        return make('li', {}, link, make('span', { className: 'under', textContent: m.k[kind] + (line && ' · ' + line) }));
      });
      list.append(...items);
      more.hidden = list.children.length >= ranked.length;
      more.onclick = async () => {
        const from = list.children.length;
        await show(m, ranked, mine);
        one('a', list.children[from])?.focus();
      };
    };

    // The list of this page does for the index where that cannot be read, as
    // on a site opened from disk.
    const narrow = query => {
      const words = cut(query);
      let n = 0;
      for (const item of all('.index li', everything)) {
        const texts = cut(item.textContent);
        const has = words.every(word => texts.some(text => text.startsWith(word) || forms(word).includes(text)));
        item.hidden = !has;
        n += has;
      }
      for (const section of all('section', everything)) section.hidden = !one('li:not([hidden])', section);
      everything.hidden = false;
      return n;
    };

    const clear = () => {
      list.replaceChildren();
      list.hidden = more.hidden = true;
    };

    const run = async () => {
      const mine = ++turn, query = input.value.trim();
      address(query && new URLSearchParams({ q: query }));
      if (!cut(query).length) {
        clear();
        narrow('');
        found.textContent = '';
        return;
      }
      try {
        if (!onWeb) throw new Error('from disk');
        const { m, ranked, all: whole, missing, partial } = await look(query);
        if (mine !== turn) return;
        clear();
        narrow('');
        everything.hidden = ranked.length > 0;
        await show(m, ranked, mine);
        if (mine !== turn) return;
        list.hidden = !ranked.length;
        const count = counted(countForms, ranked.length);
        // A word is named as it was typed.
        const typed = missing.map(word => query.split(/\s+/).find(text => cut(text).includes(word)) || word);
        found.textContent = [whole ? count + '.' : ranked.length ? none : '', typed.length ? lost.replace('{words}', typed.join(', ')) : '', !whole && ranked.length ? rest.replace('{count}', count) : '', partial ? partly : ''].filter(text => text).join(' ');
      } catch {
        if (mine !== turn) return;
        clear();
        found.textContent = counted(countForms, narrow(query)) + '. ' + here;
      }
    };

    const soon = later(150, run);
    input.addEventListener('input', soon);
    form.addEventListener('submit', event => { event.preventDefault(); run(); });
    input.value = new URLSearchParams(location.search).get('q') || '';
    if (input.value) run();
  };

  // ---- Filters of a list ----

  const filter = form => {
    const items = all('[data-facets]').map(element => {
      const facets = {};
      for (const [name, value] of new URLSearchParams(element.dataset.facets)) (facets[name] ||= new Set()).add(value);
      return { element, facets };
    });
    const groups = all('main section, main tbody').filter(group => one('[data-facets]', group)).map(group => {
      const heading = one('[id]', group);
      return { group, count: one('.count', heading), jump: one('.jump a[href="#' + heading.id + '"]')?.parentNode };
    });
    const fields = [...form.elements].filter(field => field.name);
    // A choice is an option of a list, or a box with its label.
    const choices = fields.flatMap(field => field.options
      ? [...field.options].map(option => ({ field, value: option.value, input: option, text: option, name: option.text }))
      : [{ field, value: field.value, input: field, text: field.labels[0], name: field.labels[0].textContent }]);
    const forms = JSON.parse(form.dataset.forms), status = one('[role=status]', form), take = one('[data-take]', form);
    const chosen = field => field.type === 'checkbox' ? field.checked ? field.value : '' : field.value;

    const update = () => {
      const wanted = fields.map(field => [field, chosen(field)]).filter(([, value]) => value);
      // A choice's number is what it would leave, the other filters being as
      // they are.
      const left = new Map(fields.map(field => [field, new Map()]));
      let shown = 0;
      for (const { element, facets } of items) {
        const failed = wanted.filter(([field, value]) => !facets[field.name]?.has(value)).map(([field]) => field);
        element.hidden = failed.length > 0;
        if (!failed.length) shown++;
        for (const field of fields) {
          if (failed.length > 1 || failed.length && failed[0] !== field) continue;
          const counts = left.get(field);
          for (const value of ['', ...facets[field.name] || []]) counts.set(value, (counts.get(value) || 0) + 1);
        }
      }
      for (const { field, value, input, text, name } of choices) {
        const n = left.get(field).get(value) || 0;
        text.textContent = name + ' (' + number(n) + ')';
        input.disabled = !n && chosen(field) !== value;
      }
      take.disabled = !shown;
      for (const { group, count, jump } of groups) {
        const n = all('[data-facets]:not([hidden])', group).length;
        group.hidden = !n;
        if (jump) jump.hidden = !n;
        if (count) count.textContent = counted(forms, n);
      }
      status.textContent = form.dataset.shown.replace('{shown}', number(shown)).replace('{all}', counted(forms, items.length));
      address(new URLSearchParams(wanted.map(([field, value]) => [field.name, value])));
    };

    const rows = async () => {
      const text = await (await fetch(form.dataset.rows)).text();
      const ids = new Set(items.filter(({ element }) => !element.hidden).flatMap(({ facets }) => [...facets.id]));
      // Records are kept letter by letter; a line break inside quotes is none.
      const [head, ...records] = text.match(/(?:"[^"]*"|[^"\n])+\n?/g);
      const kept = records.filter(record => ids.has(record.match(/^"?([^",]*)/)[1]));
      const link = make('a', { href: URL.createObjectURL(new Blob([head, ...kept], { type: 'text/csv' })), download: form.dataset.name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    };

    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = query.get(field.name) || '';
      if (field.type === 'checkbox') field.checked = value === field.value;
      else if ([...field.options].some(option => option.value === value)) field.value = value;
    }
    form.addEventListener('change', update);
    form.addEventListener('submit', event => { event.preventDefault(); update(); });
    form.addEventListener('reset', () => setTimeout(update));
    take.hidden = !onWeb;
    take.addEventListener('click', rows);
    form.hidden = false;
    // On a phone the list comes first, until the reader has chosen something.
    if (innerWidth < 640 && !location.search) form.querySelector('details').open = false;
    update();
  };

  // ---- Columns to sort by ----

  const sortable = table => {
    const order = new Intl.Collator(lang, { numeric: true, sensitivity: 'base' });
    const point = (1.1).toLocaleString(lang)[1];
    const heads = all('thead th', table);
    heads.forEach((head, column) => {
      const numeric = head.classList.contains('n');
      const key = row => {
        const cell = row.cells[column];
        // What is not known comes last in either order.
        const text = one('.unknown', cell) ? '' : cell.dataset.key || one('time', cell)?.dateTime || cell.textContent.trim();
        if (!numeric) return text;
        if (!/\d/.test(text)) return '';
        return Number([...text].map(c => c === point ? '.' : /[\d-]/.test(c) ? c : '').join(''));
      };
      const button = make('button', { type: 'button', className: 'sort' });
      if (one('a', head)) {
        button.setAttribute('aria-label', head.textContent);
        head.append(' ', button);
      } else {
        button.append(...head.childNodes);
        head.append(button);
      }
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending' || numeric && !head.hasAttribute('aria-sort');
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        // One body from now on: the groups' headings fit one order only.
        const jump = one('[scope="rowgroup"]', table) && one('.jump');
        const body = table.tBodies[0];
        const rows = all('tbody tr', table).filter(row => row.cells.length === heads.length).map(row => [row, key(row)]);
        rows.sort(([, a], [, b]) => (a === '') - (b === '') || (down ? -1 : 1) * (numeric ? a - b : order.compare(a, b)));
        for (const other of [...table.tBodies].slice(1)) other.remove();
        body.hidden = false;
        body.replaceChildren(...rows.map(([row]) => row));
        if (jump) jump.hidden = true;
      });
    });
  };

  for (const form of all('[data-search]')) search(form);
  for (const form of all('[data-filter]')) filter(form);
  for (const table of all('table[data-sort]')) sortable(table);
})();
