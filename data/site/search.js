/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search in the page. The index lies beside it in small files that are scripts, because a
 * page that was opened from a folder may load scripts and nothing else: list.js names the
 * issues, NN.js holds the pairs of characters whose hash is NN with the issues they stand
 * in, text-N.js the words of some issues for the extracts. Only what a question needs is
 * loaded. Written into the page are text nodes alone. */
'use strict';
(function () {
  const BUCKETS = 64, PER_TEXT = 32, MOST = 50, BEFORE = 16, LENGTH = 90;
  const form = document.getElementById('search-form');
  const field = document.getElementById('q');
  const status = document.getElementById('search-status');
  const results = document.getElementById('search-results');
  const folder = 'search/';
  const waiting = new Map();
  const loaded = new Map();
  let issues = null, turn = 0, timer = 0;

  window.bulletinSearch = function (name, content) {
    loaded.set(name, content);
  };

  function load (name) {
    if (loaded.has(name))
      return Promise.resolve(loaded.get(name));
    if (!waiting.has(name)) {
      waiting.set(name, new Promise(function (resolve, reject) {
        const script = document.createElement('script');
        script.src = folder + name + '.js';
        script.onload = function () { waiting.delete(name); resolve(loaded.get(name)); };
        script.onerror = function () { waiting.delete(name); script.remove(); reject(new Error(name)); };
        document.head.appendChild(script);
      }));
    }
    return waiting.get(name);
  }

  /* One character stays one, so that places in what is folded are places in the text;
   * bulletin-site-search.c does the same. */
  function fold (text) {
    let folded = '';
    for (const c of text) {
      const n = c.normalize('NFKC').toLowerCase();
      folded += n.length === c.length ? n : c;
    }
    return folded;
  }

  function hash (key) {
    let h = 0;
    for (const c of key)
      h = (h * 31 + c.codePointAt(0)) % 65521;
    return h % BUCKETS;
  }

  /* The keys that an issue must have to hold a word: its pairs, or its one character. */
  function keysOf (word) {
    const keys = new Set();
    for (const run of word.split(/[^\p{L}\p{N}]+/u)) {
      const characters = Array.from(run);
      if (characters.length === 1)
        keys.add(run);
      for (let i = 0; i + 1 < characters.length; i++)
        keys.add(characters[i] + characters[i + 1]);
    }
    return keys;
  }

  function bucketName (key) {
    return 'b' + String(hash(key)).padStart(2, '0');
  }

  async function candidates (words) {
    const keys = new Set();
    for (const word of words)
      for (const key of keysOf(word))
        keys.add(key);
    let found = null;
    await Promise.all(Array.from(keys, function (key) { return load(bucketName(key)); }));
    for (const key of keys) {
      const steps = loaded.get(bucketName(key))[key] || [];
      const here = new Set();
      let number = 0;
      for (const step of steps) {
        number += step;
        if (!found || found.has(number))
          here.add(number);
      }
      found = here;
      if (found.size === 0)
        break;
    }
    return found ? Array.from(found) : [];
  }

  function addText (parent, text, from, to, words, folded) {
    let at = from;
    while (at < to) {
      let next = to, length = 0;
      for (const word of words) {
        const place = folded.indexOf(word, at);
        if (place >= 0 && (place < next || (place === next && word.length > length)) && place + word.length <= to) {
          next = place;
          length = word.length;
        }
      }
      parent.append(text.slice(at, next));
      if (length > 0) {
        const mark = document.createElement('mark');
        mark.append(text.slice(next, next + length));
        parent.append(mark);
      }
      at = next + Math.max(length, next === to ? 0 : 1);
    }
  }

  function show (hit, words) {
    const [path, title, label] = hit.issue;
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = path;
    addText(link, title, 0, title.length, words, fold(title));
    item.append(link);
    if (label)
      item.append(' ' + label);
    const extract = document.createElement('p');
    let place = hit.text.length;
    for (const word of words) {
      const at = hit.folded.indexOf(word);
      if (at >= 0)
        place = Math.min(place, at);
    }
    if (place === hit.text.length)
      place = 0;
    const from = Math.max(0, place - BEFORE), to = Math.min(hit.text.length, from + LENGTH);
    if (from > 0)
      extract.append('…');
    addText(extract, hit.text, from, to, words, hit.folded);
    if (to < hit.text.length)
      extract.append('…');
    item.append(extract);
    results.append(item);
  }

  async function search () {
    const mine = ++turn;
    const question = field.value.trim();
    const words = fold(question).split(/\s+/u).filter(function (word) { return keysOf(word).size > 0; });
    if (words.length === 0) {
      results.replaceChildren();
      status.textContent = '';
      return;
    }
    try {
      issues = issues || await load('list');
      const numbers = await candidates(words);
      /* Newest first. */
      numbers.sort(function (a, b) { return issues[b][3] - issues[a][3]; });
      const hits = [];
      let seen = 0;
      for (const number of numbers) {
        if (hits.length === MOST)
          break;
        const texts = await load('text-' + Math.floor(number / PER_TEXT));
        const text = texts[number % PER_TEXT];
        const folded = fold(text), title = fold(issues[number][1]);
        seen++;
        if (words.every(function (word) { return folded.includes(word) || title.includes(word); }))
          hits.push({ issue: issues[number], text: text, folded: folded });
        if (mine !== turn)
          return;
      }
      if (mine !== turn)
        return;
      results.replaceChildren();
      for (const hit of hits)
        show(hit, words);
      status.textContent = hits.length === 0 ? '没有找到“' + question + '”。'
        : seen < numbers.length ? '找到很多期，下面是最新的 ' + hits.length + ' 期。'
        : '找到 ' + hits.length + ' 期。';
    } catch (error) {
      if (mine === turn) {
        results.replaceChildren();
        status.textContent = '搜索所需的文件没有读到，请刷新页面再试。';
      }
    }
  }

  function keep () {
    const question = field.value.trim();
    try {
      history.replaceState(null, '', question ? '#q=' + encodeURIComponent(question) : location.pathname + location.search);
    } catch (error) {
      /* Some browsers do not let a file change its address. */
    }
  }

  function readAddress () {
    if (!location.hash.startsWith('#q='))
      return;
    try {
      field.value = decodeURIComponent(location.hash.slice(3));
    } catch (error) {
      return;
    }
    search();
  }

  /* Down from the field into the results, and up and down among them. */
  function move (event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')
      return;
    const places = [field].concat(Array.from(results.querySelectorAll('a')));
    const at = places.indexOf(document.activeElement);
    const next = places[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at >= 0 && next) {
      next.focus();
      event.preventDefault();
    }
  }

  form.hidden = false;
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(timer);
    keep();
    search();
  });
  form.addEventListener('keydown', move);
  results.addEventListener('keydown', move);
  field.addEventListener('input', function (event) {
    clearTimeout(timer);
    if (event.isComposing)
      return;
    timer = setTimeout(function () { keep(); search(); }, 150);
  });
  field.addEventListener('compositionend', function () {
    clearTimeout(timer);
    timer = setTimeout(function () { keep(); search(); }, 150);
  });
  window.addEventListener('hashchange', readAddress);
  readAddress();
})();
