/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only script of the preview. It runs in a world of its own, which what the
 * pages hold cannot reach, and patches pages into the document; the document
 * itself is never loaded again. Markup is parsed into a document without a
 * browsing context, so nothing in it can run on the way. */

'use strict';

globalThis.bulletinPreview = (() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const PADDING = 18;
  /* How far a pointer may move and still have clicked, in pixels. */
  const CLICK = 4;

  const root = document.documentElement;
  const pages = document.getElementById('pages');
  const article = document.getElementById('article');
  const parser = new DOMParser();
  const state = {
    zoom: 0, twoUp: false, grid: false, width: 595.28, height: 841.89, block: [0, 0, 0, 0, 0, 1, 1],
    first: -1, last: -1, page: -1, scale: 0, label: '',
  };

  const send = message =>
    window.webkit.messageHandlers.bulletin.postMessage(JSON.stringify(message));

  const create = (name, attributes) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes))
      node.setAttribute(key, value);
    return node;
  };

  /* --- What pages are made of --------------------------------------------- */

  /* The groups by number, and what each page shows. */
  const groups = new Map();
  const shown = [];

  const parseGroups = texts => {
    const numbers = Object.keys(texts);
    if (numbers.length === 0)
      return;
    const parsed = parser.parseFromString(
      `<svg xmlns="${SVG}">${Object.values(texts).join('')}</svg>`, 'image/svg+xml').documentElement;
    Array.from(parsed.children).forEach((node, i) =>
      groups.set(Number(numbers[i]), document.importNode(node, true)));
  };

  const addPage = () => {
    const svg = create('svg', { class: 'page', lang: 'zh-CN', role: 'group' });
    svg.append(create('g', { class: 'marks' }));
    pages.append(svg);
    shown.push([]);
    labelPage(svg, pages.children.length);
  };

  const labelPage = (svg, number) => {
    svg.setAttribute('viewBox', `0 0 ${state.width} ${state.height}`);
    svg.setAttribute('aria-label', state.label.replace('%u', number));
  };

  /* What stays is not touched, what moves only moves: a line is set by the
   * browser once. */
  const updatePage = (svg, index, items) => {
    const free = new Map();
    for (const item of shown[index]) {
      if (!free.has(item.id))
        free.set(item.id, []);
      free.get(item.id).push(item);
    }
    const now = [];
    for (let i = 0; i < items.length; i += 2) {
      const item = free.get(items[i])?.shift() ??
        { id: items[i], y: NaN, node: groups.get(items[i]).cloneNode(true) };
      if (item.y !== items[i + 1]) {
        item.y = items[i + 1];
        item.node.setAttribute('transform', `translate(0 ${item.y / 1000})`);
      }
      now.push(item);
    }
    for (const rest of free.values())
      rest.forEach(item => item.node.remove());
    let next = svg.firstChild.nextSibling;
    for (const { node } of now) {
      if (node === next)
        next = next.nextSibling;
      else
        svg.insertBefore(node, next);
    }
    shown[index] = now;
  };

  /* With the @marks of the same layout, if they are known: what of both is read
   * below makes the browser draw at once and not at its next tick. */
  const update = (change, marks, reveal) => {
    const resized = change.size.join() !== [state.width, state.height].join();
    const moved = change.block.join() !== state.block.join();
    [state.width, state.height] = change.size;
    state.block = change.block;
    parseGroups(change.groups);
    const count = pages.children.length;
    while (pages.children.length > change.count) {
      pages.lastElementChild.remove();
      shown.pop();
    }
    while (pages.children.length < change.count)
      addPage();
    for (const { index, items } of change.pages)
      updatePage(pages.children[index], index, items);
    change.drop.forEach(id => groups.delete(id));
    if (resized)
      Array.from(pages.children).forEach((svg, i) => labelPage(svg, i + 1));
    if (resized || count === 0)
      resize();
    if (moved || count !== change.count)
      drawGrid();
    if (marks)
      mark(...marks, reveal);
    noteView();
  };

  const clear = () => {
    pages.replaceChildren();
    article.replaceChildren();
    groups.clear();
    shown.length = 0;
    state.first = state.last = state.page = -1;
    window.scrollTo(0, 0);
  };

  const setArticle = html => {
    const body = parser.parseFromString(html, 'text/html').body;
    article.replaceChildren(...Array.from(body.childNodes, node => document.importNode(node, true)));
  };

  /* --- How large ------------------------------------------------------------ */

  /* In pixels to the point. Zoom 0 fits the width, -1 the whole page; 1 is the size
   * of the paper. */
  const findScale = () => {
    const columns = state.twoUp ? 2 : 1;
    /* The width of the window is rounded, where text is set larger even upwards. */
    const wide = (root.clientWidth - 1 - 2 * PADDING - (columns - 1) * 2) / (columns * state.width);
    const high = (window.innerHeight - 2 * PADDING) / state.height;
    if (state.zoom > 0)
      return state.zoom * 96 / 72;
    return Math.min(Math.max(0.15, state.zoom < 0 ? Math.min(wide, high) : wide), 3);
  };

  const resize = () => {
    const scale = findScale();
    pages.style.setProperty('--page-width', `${state.width * scale}px`);
    pages.style.setProperty('--page-height', `${state.height * scale}px`);
    pages.classList.toggle('two-up', state.twoUp);
    article.style.zoom = state.zoom > 0 ? state.zoom : 1;
    state.scale = scale * 72 / 96;
  };

  /* Runs @change and puts what stood at a place of the window there again. */
  const keepPlace = (x, y, change) => {
    const index = findPage(y);
    const before = pages.children[index]?.getBoundingClientRect();
    change();
    const after = pages.children[index]?.getBoundingClientRect();
    if (before && before.height > 0 && after)
      window.scrollBy({
        left: after.left + (x - before.left) * after.width / before.width - x,
        top: after.top + (y - before.top) * after.height / before.height - y,
        behavior: 'instant',
      });
    noteView(true);
  };

  const setView = (zoom, twoUp, x, y) =>
    keepPlace(x ?? root.clientWidth / 2, y ?? window.innerHeight / 3, () => {
      state.zoom = zoom;
      state.twoUp = twoUp;
      resize();
    });

  const setWeb = web => {
    root.classList.toggle('web', web);
    if (!web)
      resize();
    noteView(true);
  };

  const setLabel = label => {
    state.label = label;
    Array.from(pages.children).forEach((svg, i) => labelPage(svg, i + 1));
  };

  /* --- What is in sight ----------------------------------------------------- */

  /* The last page that begins above a height of the window. */
  const findPage = y => {
    let low = 0, high = pages.children.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pages.children[middle].getBoundingClientRect().top <= y)
        low = middle;
      else
        high = middle - 1;
    }
    return Math.max(low, 0);
  };

  const noteView = always => {
    if (pages.children.length === 0 || root.classList.contains('web'))
      return;
    const first = Math.max(findPage(0) - (state.twoUp ? 1 : 0), 0);
    const last = findPage(window.innerHeight);
    let page = findPage(window.innerHeight / 2);
    /* Of two that stand side by side the left one. */
    if (state.twoUp && page > 0 && page % 2 === 0)
      page--;
    if (always !== true && first === state.first && last === state.last && page === state.page)
      return;
    Object.assign(state, { first, last, page });
    send({ type: 'view', page, first, last, scale: state.scale });
  };

  /* --- The grid --------------------------------------------------------------- */

  const drawGrid = () => {
    const [odd, even, top, width, height, rows, columns] = state.block;
    const draw = left => {
      let path = '';
      for (let i = 0; i <= rows; i++)
        path += `M${left} ${top + i * height / rows}h${width}`;
      for (let i = 0; i <= columns; i++)
        path += `M${left + i * width / columns} ${top}v${height}`;
      return path;
    };
    const paths = [draw(odd), draw(even)];
    Array.from(pages.children).forEach((svg, i) => {
      svg.querySelector(':scope > .grid')?.remove();
      if (state.grid)
        svg.append(create('path', { class: 'grid', d: paths[i % 2] }));
    });
  };

  const setGrid = grid => {
    state.grid = grid;
    drawGrid();
  };

  /* --- Caret and selection ---------------------------------------------------- */

  /* Boxes of [page, x, y, width, height]; the caret is shown, if it is out of sight
   * and @reveal says so. */
  const mark = (caret, boxes, reveal) => {
    for (const node of pages.querySelectorAll('.marks > *'))
      node.remove();
    for (const [index, x, y, width, height] of boxes)
      pages.children[index]?.firstChild.append(create('rect', { class: 'selection', x, y, width, height }));
    const svg = caret && pages.children[caret[0]];
    if (!svg)
      return;
    const [, x, y, , height] = caret;
    svg.firstChild.append(create('rect', { class: 'caret', x: x - 0.6, y: y - 1, width: 1.2, height: height + 2 }));
    if (!reveal || root.classList.contains('web'))
      return;
    const box = svg.getBoundingClientRect();
    const scale = box.height / state.height;
    const top = box.top + y * scale, bottom = top + height * scale;
    const left = box.left + x * scale;
    const hidden = top < 24 || bottom > window.innerHeight - 24;
    const aside = left < 8 || left > root.clientWidth - 8;
    if (hidden || aside)
      window.scrollBy({
        top: hidden ? top - window.innerHeight / 2 : 0,
        left: aside ? left - root.clientWidth / 2 : 0,
        behavior: 'instant',
      });
  };

  /* --- The pointer -------------------------------------------------------------- */

  /* Where on which page, in points. */
  const locate = event => {
    const svg = document.elementFromPoint(event.clientX, event.clientY)?.closest('svg.page');
    if (!svg)
      return null;
    const box = svg.getBoundingClientRect();
    return {
      page: Array.prototype.indexOf.call(pages.children, svg),
      x: (event.clientX - box.left) * state.width / box.width,
      y: (event.clientY - box.top) * state.height / box.height,
    };
  };

  let drag = null;

  const pick = (event, done) => {
    const head = locate(event) ?? drag.head;
    if (!head || !drag.anchor)
      return;
    drag.head = head;
    send({ type: 'pick', anchor: drag.anchor, head, done });
  };

  pages.addEventListener('pointerdown', event => {
    if (event.button !== 0 && event.button !== 1)
      return;
    event.preventDefault();
    pages.setPointerCapture(event.pointerId);
    const anchor = locate(event);
    drag = {
      anchor, head: anchor, x: event.clientX, y: event.clientY, moved: false, waits: false,
      /* What is drawn along: a selection from text, else the paper. */
      selects: event.button === 0 && event.target.closest('text') !== null,
      clicks: event.button === 0,
    };
  });
  pages.addEventListener('pointermove', event => {
    if (!drag)
      return;
    if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < CLICK)
      return;
    drag.moved = true;
    if (!drag.selects) {
      root.classList.add('panning');
      window.scrollBy({ left: drag.x - event.clientX, top: drag.y - event.clientY, behavior: 'instant' });
      drag.x = event.clientX;
      drag.y = event.clientY;
    } else if (!drag.waits) {
      drag.waits = true;
      requestAnimationFrame(() => {
        if (drag) {
          drag.waits = false;
          pick(event, false);
        }
      });
    }
  });
  const release = event => {
    if (!drag)
      return;
    if (event.type === 'pointerup' && drag.clicks && (drag.selects || !drag.moved))
      pick(event, true);
    root.classList.remove('panning');
    drag = null;
  };
  pages.addEventListener('pointerup', release);
  pages.addEventListener('pointercancel', release);
  /* The middle button pans; it does not paste or scroll by itself. */
  document.addEventListener('auxclick', event => event.preventDefault(), true);
  document.addEventListener('click', event => {
    if (event.target.closest('a'))
      event.preventDefault();
  }, true);
  document.addEventListener('dragstart', event => event.preventDefault(), true);

  window.addEventListener('scroll', noteView, { passive: true });
  window.addEventListener('resize', () =>
    keepPlace(root.clientWidth / 2, 0, resize));

  resize();
  send({ type: 'ready' });
  return { update, clear, setArticle, setView, setWeb, setGrid, setLabel, mark };
})();
