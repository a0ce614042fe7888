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
  const state = { zoom: 0, page: 0, width: 595.28 };

  const send = message =>
    window.webkit.messageHandlers.bulletin.postMessage(JSON.stringify(message));

  const parseSvg = text => {
    const root = parser.parseFromString(text, 'image/svg+xml').documentElement;
    return root.localName === 'svg' ? document.importNode(root, true) : null;
  };

  /* zoom 0 fits the width; 1 is the size of the paper. */
  const scale = () => {
    const fit = Math.max(0.2, (document.documentElement.clientWidth - 36) / state.width);
    return state.zoom > 0 ? state.zoom * 96 / 72 : Math.min(fit, 3);
  };

  const resize = svg => {
    const box = svg.viewBox.baseVal;
    const factor = scale();
    svg.style.width = `${box.width * factor}px`;
    svg.style.height = `${box.height * factor}px`;
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

  const update = change => {
    while (pages.children.length > change.count)
      pages.lastElementChild.remove();
    for (const { index, svg } of change.pages ?? []) {
      const node = parseSvg(svg);
      if (!node)
        continue;
      state.width = node.viewBox.baseVal.width;
      resize(node);
      if (index < pages.children.length)
        pages.children[index].replaceWith(node);
      else
        pages.append(node);
    }
    if (change.article !== undefined) {
      const body = parser.parseFromString(change.article, 'text/html').body;
      article.replaceChildren(...Array.from(body.childNodes, node => document.importNode(node, true)));
    }
    notePage();
    return true;
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
  const reveal = (index, x, y) => {
    const svg = pages.children[index];
    pages.querySelectorAll('.caret').forEach(node => node.remove());
    if (!svg)
      return;
    const mark = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    mark.setAttribute('class', 'caret');
    mark.setAttribute('x', x - 0.6);
    mark.setAttribute('y', y - 15);
    mark.setAttribute('width', 1.2);
    mark.setAttribute('height', 19);
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
  return { update, setZoom, setWeb, reveal, getScale: () => scale() * 72 / 96 };
})();
