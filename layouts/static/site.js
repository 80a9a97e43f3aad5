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
  // on a site opened from disk. What stands with it in the history comes back
  // with the page.
  const address = (query, state) => {
    if (!onWeb) return;
    const path = location.pathname.replace(/\/index\.html$/, '/');
    const text = String(query);
    history.replaceState(state, '', path + (text && '?' + text) + location.hash);
  };
  if (location.pathname.endsWith('/index.html')) address(location.search.slice(1), history.state);

  // What is asked goes along to the same page in the other language, or in
  // another order.
  const carry = (query, state) => {
    for (const link of all('.languages a, .switch a:not([download])')) link.search = query;
    address(query, state);
  };

  const later = (wait, work) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(work, wait); };
  };

  // ---- Words and the index: .ci/search.mjs runs this part as it stands ----

  // Words are cut as package search cuts them.
  const cut = text => (text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) || [])
    .map(word => word.replace(/^([a-z]*)0+(\d*)$/, (_, letters, digits) => letters + digits || '0'));

  // How the languages of the site form plurals: after which letters, which
  // ending, which in the plural.
  const rules = text => text.split(' ').filter(Boolean).map(rule => rule.split('/'))
    .map(([stem, one, many]) => [RegExp(stem + '$'), one, many]);

  // The other number of a word, by its letters alone: a word that is searched
  // also finds these, whole. The plural that only adds to it begins as it does.
  const forms = (word, plurals) => /^[a-z]{3,}$/.test(word) ? plurals.flatMap(([stem, one, many]) => {
    const turned = (from, to) => {
      const before = word.slice(0, -from.length);
      return from && word.endsWith(from) && stem.test(before) ? [before + to] : [];
    };
    return [...turned(one, many), ...word[3] ? turned(many, one) : []];
  }) : [];

  // near tells whether one slip of the keys lies between two words: a letter
  // more, less or other, or two that changed places.
  const near = (a, b) => {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const x = a.slice(i), y = b.slice(i), after = text => text.slice(1);
    return after(x) === after(y) || after(x) === y || x === after(y) || x[0] === y[1] && x[1] === y[0] && after(after(x)) === after(after(y));
  };

  // Common words need not match when there are others.
  const asked = (query, common) => {
    const words = [...new Set(cut(query))], rare = words.filter(word => !common.includes(word));
    return rare.length ? rare : words;
  };

  // asker asks an index, whose files get brings by name and version.
  const asker = (get, common, plurals) => {
    const mostShards = 3;
    let manifest;

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
        entry += value >>> 2;
        take(entry, value & 3);
        value = shift = 0;
      }
    };

    const home = (m, word) => Math.max(0, m.t.findLastIndex(term => term <= word));
    const shard = (m, i) => get('t' + i, m.v);
    const part = (m, entry) => get('e' + Math.floor(entry / m.s), m.v).then(rows => rows[entry % m.s]);

    // range are the shards of the words that begin so, and whether there are
    // more of them.
    const range = (m, word) => {
      const first = home(m, word), last = home(m, word + '\uffff');
      return [Array.from({ length: Math.min(last - first + 1, mostShards) }, (_, i) => first + i), last - first >= mostShards];
    };

    // hits maps each entry that has the word, its other number, or a longer one
    // that begins so, to how well it matches: by where it stands, a title in
    // another language least, and whole words before beginnings anywhere.
    // Joined are words in which it is joined to its neighbour; with the one that
    // follows, it is finished.
    const hits = async (m, word, joined, finished) => {
      const whole = finished || word.length < 2 || /^\d+$/.test(word), others = [...forms(word, plurals), ...joined];
      const [shards, more] = whole ? [[home(m, word)], false] : range(m, word);
      const scores = new Map();
      let same = false, begins = false;
      for (const terms of await Promise.all([...new Set([...shards, ...others.map(other => home(m, other))])].map(i => shard(m, i)))) {
        for (const [term, text] of Object.entries(terms)) {
          // The plural of a word begins as it does, and is no longer word for it.
          const is = term === word || others.includes(term) || word.length > 2 && plurals.some(([, one, many]) => !one && term === word + many);
          begins ||= term.startsWith(word);
          if (!is && (whole || !term.startsWith(word))) continue;
          same ||= is;
          const points = is ? [.5, 4, 6, 8] : [.25, 1, 1.5, 2];
          postings(text, (entry, place) => scores.set(entry, Math.max(scores.get(entry) || 0, points[place])));
        }
      }
      return { scores, same, partial: !same && (more || begins && word.length < 2) && !/^\d/.test(word) };
    };

    // joins are the words that a short one and the next are as one, where the
    // index has them: «anti corrupción» asks for «anticorrupción» too.
    const joins = (m, words) => Promise.all(words.map(async (word, i) => {
      const one = word + words[i + 1];
      return i + 1 < words.length && /^[a-z]{1,5} [a-z]{3,}$/.test(word + ' ' + words[i + 1]) && Object.hasOwn(await shard(m, home(m, one)), one) && one;
    }));

    // nearest is the word of the index most used that is one slip away, in the
    // spelling of the first title that has it.
    const nearest = async (m, word) => {
      if (word.length < 4 || /\d/.test(word)) return;
      let best = ['', ''], first = -1;
      for (const terms of await Promise.all([...new Set([...range(m, word.slice(0, 2))[0], home(m, word)])].map(i => shard(m, i)))) {
        for (const term of Object.entries(terms)) if (term[1].length > best[1].length && near(word, term[0])) best = term;
      }
      const [term, text] = best;
      postings(text, (entry, place) => { if (first < 0 && place > 2) first = entry; });
      const [title, , , line] = first < 0 ? ['', '', 0, ''] : await part(m, first);
      const spelled = (title + ' ' + line).match(/[\p{L}\p{M}]+/gu)?.find(text => cut(text)[0] === term) || term;
      return spelled === spelled.toUpperCase() ? spelled : spelled.toLowerCase();
    };

    // look finds the entries that have all the words, or, where none has, those
    // that have most of what is rare; best first. Of several words, an entry has
    // those that stand somewhere as they were typed (a last one of three letters
    // may be but begun) as they were, or comes behind those that do: sure is how
    // many do, where any does.
    const look = async query => {
      const m = await open();
      const words = asked(query, common), ones = await joins(m, words);
      const parts = await Promise.all(words.map((word, i) => hits(m, word, [ones[i - 1], ones[i]].filter(Boolean), ones[i])));
      const sums = new Map();
      let best = 0, sure = 0;
      for (const [i, { scores, same }] of parts.entries()) {
        const weight = Math.log(1 + m.n / scores.size), begun = !same || i === words.length - 1 && words[i].length < 4;
        for (const [entry, points] of scores) {
          const sum = sums.get(entry) || [0, 0, 0, 0];
          sums.set(entry, [sum[0] + 1, sum[1] + weight * (points < 1 ? .25 : points < 4 ? .5 : 1), sum[2] + weight * points, sum[3] + (begun || points > 2 || points === .5)]);
        }
      }
      const tier = ([, , , stands]) => words.length > 1 && stands >= words.length;
      let kept = [...sums].filter(([, [has]]) => has === words.length);
      const whole = kept.length > 0;
      if (!whole) {
        for (const [, [, share]] of sums) best = Math.max(best, share);
        kept = [...sums].filter(([, [, share]]) => share > best * .6);
      }
      for (const [, sum] of kept) sure += tier(sum);
      const missing = words.filter((_, i) => !parts[i].scores.size);
      const instead = await Promise.all(missing.map(word => nearest(m, word)));
      return {
        sure: sure || kept.length,
        ranked: kept.sort(([a, x], [b, y]) => tier(y) - tier(x) || y[1] - x[1] || y[2] - x[2] || a - b).map(([entry]) => entry), whole, missing,
        // The query with the nearest words in place of those that nothing has.
        instead: instead.some(Boolean) && query.replace(/[\p{L}\p{M}\p{N}]+/gu, text => instead[missing.indexOf(cut(text)[0])] || text),
        partial: words.length > 0 && words.at(-1) === cut(query).at(-1) && parts.at(-1).partial,
      };
    };

    const show = async entries => {
      const m = await open();
      return (await Promise.all(entries.map(entry => part(m, entry)))).map(([title, to, kind, ...rest]) => [title, to, m.k[kind], ...rest]);
    };
    return { look, show };
  };

  // ---- Search ----

  const search = form => {
    const input = one('input', form), found = one('#found'), list = one('#results'), more = one('#more'), everything = one('#everything');
    const { index, top, none, missing: lost, rest, more: partly, here, empty, nearest, begin } = form.dataset, further = more.textContent;
    const countForms = JSON.parse(form.dataset.forms), common = cut(form.dataset.common), plurals = rules(form.dataset.plurals);
    const step = 10;
    const cache = {};
    let turn = 0;

    const { look, show } = asker((name, version) => cache[name] ||= fetch(index + name + '.json' + (version ? '?v=' + version : ''), version ? {} : { cache: 'no-cache' })
      .then(answer => answer.ok ? answer.json() : Promise.reject(new Error(name)))
      .catch(error => { delete cache[name]; throw error; }), common, plurals);

    // The way back to what was shown, and to the result that had the focus.
    const keep = at => address(location.search.slice(1), { shown: list.children.length, at });

    const add = async (ranked, sure, mine, least = 0) => {
      const from = list.children.length, to = from + step;
      const rows = await show(ranked.slice(from, Math.max(from < sure && to > sure ? sure : to, least)));
      if (mine !== turn) return;
      list.append(...rows.map(([title, to, kind, line, language]) => {
        const link = make('a', { href: top + to, textContent: title });
        if (language) link.lang = language;
        return make('li', {}, link, make('span', { className: 'under', textContent: kind + (line && ' · ' + line) }));
      }));
      more.hidden = list.children.length >= ranked.length;
      more.textContent = list.children.length === sure ? begin.replace('{count}', counted(countForms, ranked.length - sure)) : further;
      more.onclick = async () => {
        const from = list.children.length;
        await add(ranked, sure, mine);
        list.children[from]?.querySelector('a').focus();
      };
    };

    // The list of this page does for the index where that cannot be read, as
    // on a site opened from disk.
    const narrow = query => {
      const words = asked(query, common).map(word => [word, forms(word, plurals)]), items = all('.index li', everything);
      const has = items.map(item => {
        const texts = cut(item.textContent);
        return words.filter(([word, others]) => texts.some(text => text.startsWith(word) || others.includes(text))).length;
      });
      const most = Math.max(1, ...has);
      let n = 0;
      items.forEach((item, i) => {
        item.hidden = words.length > 0 && has[i] < most;
        if (!item.hidden) n++;
      });
      for (const section of all('section', everything)) {
        section.hidden = !one('li:not([hidden])', section);
        one('.letters a[href="#' + section.getAttribute('aria-labelledby') + '"]').parentNode.hidden = section.hidden;
      }
      everything.hidden = items.length > 0 && !n;
      return { n, whole: n > 0 && most >= words.length };
    };

    const clear = () => {
      list.replaceChildren();
      list.hidden = more.hidden = true;
    };

    const run = async (state = null) => {
      const mine = ++turn, query = input.value.trim();
      found.dataset.asked = query && query + ': '; // for paper, which has no form
      carry(query && new URLSearchParams({ q: query }), state);
      const tell = (n, whole, ...said) => {
        const count = counted(countForms, n);
        found.textContent = [whole || !n ? count + '.' : none, ...said, whole || !n ? '' : rest.replace('{count}', count)].filter(text => text).join(' ');
      };
      if (!cut(query).length) {
        clear();
        narrow('');
        found.textContent = query && empty;
        return;
      }
      try {
        if (!onWeb) throw new Error('from disk');
        const { ranked, sure, whole, missing, instead, partial } = await look(query);
        if (mine !== turn) return;
        clear();
        narrow('');
        everything.hidden = ranked.length > 0;
        await add(ranked, sure, mine, state?.shown);
        if (mine !== turn) return;
        list.hidden = !ranked.length;
        // A word is named as it was typed.
        const typed = missing.map(word => query.split(/\s+/).find(text => cut(text).includes(word)) || word);
        tell(sure, whole, typed.length ? lost.replace('{words}', () => typed.join(', ')) : '', partial ? partly : '');
        if (instead) {
          const [before, after] = nearest.split('{words}');
          found.append(' ' + before, make('a', { href: '?' + new URLSearchParams({ q: instead }), textContent: instead }), after);
        }
        list.children[state?.at]?.querySelector('a').focus();
      } catch {
        if (mine !== turn) return;
        clear();
        const { n, whole } = narrow(query);
        tell(n, whole, here);
      }
    };

    const soon = later(150, () => run());
    input.addEventListener('input', soon);
    form.addEventListener('submit', event => { event.preventDefault(); run(); });
    list.addEventListener('focusin', event => keep([...list.children].indexOf(event.target.closest('li'))));
    input.value = new URLSearchParams(location.search).get('q') || '';
    if (input.value) run(history.state);
  };

  // ---- Filters of a list ----

  const filter = form => {
    const items = all('[data-facets]').map(element => {
      const facets = {};
      // What stands before a name is who assigns it; an address may leave it out.
      for (const [name, value] of new URLSearchParams(element.dataset.facets)) (facets[name] ||= new Set()).add(value).add(value.slice(value.indexOf('.') + 1));
      return { element, facets };
    });
    const groups = all('main section, main tbody').filter(group => one('[data-facets]', group)).map(group => {
      const heading = one('[id]', group);
      return { group, count: one('.count', heading), jump: one('.jump a[href="#' + heading.id + '"]')?.parentNode };
    });
    const fields = [...form.elements].filter(field => field.name), query = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = query.get(field.name) || '';
      if (field.type === 'checkbox') field.checked = value === field.value;
      else {
        const options = [...field.options];
        let option = options.find(option => option.value === value) || options.find(option => option.value.endsWith('.' + value));
        // A name without who assigns it, as addresses of before have it, is a
        // choice of its own: by any of them.
        if (option?.parentNode.label && option.value !== value) options[0].after(option = make('option', { value, text: form.dataset.any.replace('{name}', () => option.text) }));
        if (option) field.value = option.value;
      }
    }
    // A choice is an option of a list, or a box with its label.
    const choices = fields.flatMap(field => field.options
      ? [...field.options].map(option => ({ field, value: option.value, input: option, text: option, name: option.text }))
      : [{ field, value: field.value, input: field, text: field.labels[0], name: field.labels[0].textContent }]);
    const forms = JSON.parse(form.dataset.forms), status = one('[role=status]', form), takes = all('[data-take]', form), frame = items[0].element.closest('.scroll');
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
        input.disabled = value && !n && chosen(field) !== value;
      }
      for (const take of takes) take.disabled = !shown;
      one('.nothing', form).hidden = shown > 0;
      frame.hidden = !shown;
      for (const { group, count, jump } of groups) {
        const n = all('[data-facets]:not([hidden])', group).length;
        group.hidden = !n;
        if (jump) jump.hidden = !n;
        if (count) count.textContent = counted(forms, n);
      }
      status.textContent = form.dataset.shown.replace('{shown}', number(shown)).replace('{all}', counted(forms, items.length));
      // Paper shows what was chosen, and no choices.
      const named = ([field, value]) => {
        const { name, input } = choices.find(choice => choice.field === field && choice.value === value), by = input.parentNode.label;
        return (field.options ? field.labels[0].textContent + ': ' : '') + name + (by ? ' · ' + by : '');
      };
      one('.chosen', form).textContent = wanted.length ? form.dataset.chosen.replace('{filters}', () => wanted.map(named).join(' · ')) : '';
      carry(new URLSearchParams(wanted.map(([field, value]) => [field.name, value])));
    };

    // The rows of the file that are shown, and beside them what the table shows
    // and the file lacks: codes for programs, labels for people, whose file has
    // the names.
    const rows = async ({ take, name, between, head, yes, codes }) => {
      const text = await (await fetch(take)).text();
      const cells = new Map(items.filter(({ element }) => !element.hidden).map(({ element, facets }) => {
        const [lead, completion] = [...element.cells].slice(-2).map(cell => one('.unknown', cell) ? '' : cell.textContent.trim());
        const [variable, value = ''] = [...facets.completion][0].split('.');
        return [[...facets.id][0], [...codes ? [lead, value && variable, value] : [], completion, facets.starred ? yes : '']];
      }));
      const beside = (record, values) => record.replace(/\r?\n?$/, end => values.map(value => between + (/[",;]/.test(value) ? '"' + value.replaceAll('"', '""') + '"' : value)).join('') + end);
      // Records are kept letter by letter; a line break inside quotes is none.
      const [first, ...records] = text.match(/(?:"[^"]*"|[^"\n])+\n?/g);
      const kept = records.map(record => [record, cells.get(record.match(/^"?([^",;]*)/)[1])]).filter(([, values]) => values).map(([record, values]) => beside(record, values));
      // Reading took off the mark by which a spreadsheet program knows the letters.
      const link = make('a', { href: URL.createObjectURL(new Blob([codes ? '' : '\ufeff', beside(first, head.split('|')), ...kept], { type: 'text/csv' })), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    };

    form.addEventListener('change', update);
    form.addEventListener('submit', event => { event.preventDefault(); update(); });
    form.addEventListener('reset', () => setTimeout(update));
    for (const take of takes) {
      take.hidden = !onWeb;
      take.addEventListener('click', () => rows(take.dataset));
    }
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

  // What is folded opens for who comes to a place in it, and for paper; most
  // browsers do the first by themselves, and some the second.
  const unfold = within => { for (const fold of all('details.fold')) fold.open ||= !within || fold.contains(within); };
  const arrive = () => { const at = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))); if (at) unfold(at); };
  addEventListener('hashchange', arrive);
  addEventListener('beforeprint', () => unfold());
  arrive();

  // A table whose rows are cards stays one for those who do not see it, also
  // where a browser takes the roles away with the layout.
  const roles = { table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', th: 'rowheader', td: 'cell' };
  if (matchMedia('(max-width: 30rem)').matches) {
    for (const part of all('.stacked, .stacked *')) {
      const role = part.scope === 'col' ? 'columnheader' : roles[part.localName];
      if (role) part.setAttribute('role', role);
    }
  }

  for (const form of all('[data-search]')) search(form);
  for (const form of all('[data-filter]')) filter(form);
  for (const table of all('table[data-sort]')) sortable(table);
})();
