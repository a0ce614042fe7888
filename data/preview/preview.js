/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only script of the preview. It runs in a world of its own, which what the
 * pages hold cannot reach, and patches pages into the document; the document
 * itself is never loaded again. Markup is parsed into a document without a
 * browsing context, so nothing in it can run on the way. */

'use strict';

globalThis.bulletinPreview = (() => {
  const pages = document.getElementById('pages');
  const article = document.getElementById('article');
  const parser = new DOMParser();
  const state = { zoom: 0, page: 0, width: 595.28, height: 841.89 };

  const send = message =>
    window.webkit.messageHandlers.bulletin.postMessage(JSON.stringify(message));

  const SVG = 'http://www.w3.org/2000/svg';
  /* The groups that pages are made of, by number, and what each page shows. */
  const groups = new Map();
  const shown = [];

  const parseGroups = texts => {
    const numbers = Object.keys(texts);
    if (numbers.length === 0)
      return;
    const root = parser.parseFromString(
      `<svg xmlns="${SVG}">${Object.values(texts).join('')}</svg>`, 'image/svg+xml').documentElement;
    Array.from(root.children).forEach((node, i) =>
      groups.set(Number(numbers[i]), document.importNode(node, true)));
  };

  /* zoom 0 fits the width; 1 is the size of the paper. */
  const scale = () => {
    const fit = Math.max(0.2, (document.documentElement.clientWidth - 36) / state.width);
    return state.zoom > 0 ? state.zoom * 96 / 72 : Math.min(fit, 3);
  };

  const resize = svg => {
    const factor = scale();
    svg.style.width = `${state.width * factor}px`;
    svg.style.height = `${state.height * factor}px`;
  };

  const resizeAll = () => {
    for (const svg of pages.children)
      resize(svg);
    article.style.zoom = state.zoom > 0 ? state.zoom : 1;
    notePage();
  };

  const notePage = () => {
    const middle = window.innerHeight / 2;
    let found = 0;
    for (let i = 0; i < pages.children.length; i++) {
      if (pages.children[i].getBoundingClientRect().top <= middle)
        found = i;
    }
    if (found !== state.page) {
      state.page = found;
      send({ type: 'page', page: found });
    }
  };

  const addPage = () => {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'page');
    svg.setAttribute('lang', 'zh-CN');
    svg.setAttribute('viewBox', `0 0 ${state.width} ${state.height}`);
    resize(svg);
    pages.append(svg);
    shown.push([]);
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
    let next = svg.firstChild;
    for (const { node } of now) {
      if (node === next)
        next = next.nextSibling;
      else
        svg.insertBefore(node, next);
    }
    shown[index] = now;
  };

  const update = change => {
    [state.width, state.height] = change.size;
    parseGroups(change.groups);
    while (pages.children.length > change.count) {
      pages.lastElementChild.remove();
      shown.pop();
    }
    while (pages.children.length < change.count)
      addPage();
    for (const { index, items } of change.pages)
      updatePage(pages.children[index], index, items);
    change.drop.forEach(id => groups.delete(id));
    if (change.pages.length > 0)
      notePage();
  };

  const clear = () => {
    pages.replaceChildren();
    article.replaceChildren();
    groups.clear();
    shown.length = 0;
  };

  const setArticle = html => {
    const body = parser.parseFromString(html, 'text/html').body;
    article.replaceChildren(...Array.from(body.childNodes, node => document.importNode(node, true)));
  };

  const setZoom = zoom => {
    state.zoom = zoom;
    resizeAll();
  };

  const setWeb = web => {
    document.documentElement.classList.toggle('web', web);
    return true;
  };

  /* Shows a place of a page, in points, if it is out of sight, and marks it. */
  const mark = document.createElementNS(SVG, 'rect');
  mark.setAttribute('class', 'caret');
  mark.setAttribute('width', 1.2);
  mark.setAttribute('height', 19);

  const reveal = (index, x, y) => {
    const svg = pages.children[index];
    if (!svg) {
      mark.remove();
      return;
    }
    mark.setAttribute('x', x - 0.6);
    mark.setAttribute('y', y - 15);
    if (mark.parentNode !== svg)
      svg.append(mark);
    const box = svg.getBoundingClientRect();
    const top = box.top + y * box.height / svg.viewBox.baseVal.height;
    if (top < 40 || top > window.innerHeight - 40)
      window.scrollBy({ top: top - window.innerHeight / 2, behavior: 'instant' });
  };

  pages.addEventListener('click', event => {
    const svg = event.target.closest('svg');
    if (!svg || !getSelection().isCollapsed)
      return;
    const box = svg.getBoundingClientRect();
    const view = svg.viewBox.baseVal;
    send({
      type: 'pick',
      page: Array.prototype.indexOf.call(pages.children, svg),
      x: (event.clientX - box.left) * view.width / box.width,
      y: (event.clientY - box.top) * view.height / box.height,
    });
  });
  window.addEventListener('scroll', notePage, { passive: true });
  window.addEventListener('resize', resizeAll);
  document.addEventListener('click', event => {
    if (event.target.closest('a'))
      event.preventDefault();
  }, true);

  send({ type: 'ready' });
  return { update, clear, setArticle, setZoom, setWeb, reveal, getScale: () => scale() * 72 / 96 };
})();
