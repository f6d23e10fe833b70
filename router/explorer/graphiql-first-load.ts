/** Where the page has it: the same in every release, so that any router has it while they are replaced. */
export const FIRST_LOAD = 'first-load.js';

/**
 * A script that runs before GraphiQL's own files are there, whose names are those of their content: while routers are replaced the page
 * comes from one release, and another one is asked for what only the first one has. A page that has not begun is loaded again, once a
 * minute at most. One that somebody works in, as in a tab from before, is not: it says what to do. Queries are kept by GraphiQL.
 */
export const FIRST_LOAD_SCRIPT = `'use strict';
(() => {
  const RELOADED_AT = 'graphiql-reloaded';
  const own = new URL('.', document.currentScript.src).href;
  let told = false;
  addEventListener('error', ({ target }) => {
    const isScript = target instanceof HTMLScriptElement;
    if (told || !(isScript || target instanceof HTMLLinkElement)) return;
    // Extensions of the browser put theirs into the page, whose policy refuses them.
    if (!(isScript ? target.src : target.href).startsWith(own)) return;
    if (mayReload()) {
      told = true;
      location.reload();
    } else if (isScript) tell('GraphiQL could not be loaded. Another release may be on its way: try again in a moment.');
  }, { capture: true });
  // Parts that are loaded later are asked for by scripts, which keep it to themselves when one is not there.
  addEventListener('load', () => {
    new PerformanceObserver((list) => {
      if (list.getEntries().some(({ name, responseStatus }) => responseStatus === 404 && name.includes('/graphiql/')))
        tell('A part of GraphiQL could not be loaded: the server has another release of it. Reload the page; what you have written is kept.');
    }).observe({ type: 'resource' });
  });

  function mayReload() {
    try {
      const now = Date.now();
      if (now - Number(sessionStorage.getItem(RELOADED_AT) || 0) < 60000) return false;
      sessionStorage.setItem(RELOADED_AT, String(now));
      return true;
    } catch {
      return false;
    }
  }

  function tell(message) {
    if (told) return;
    told = true;
    const text = document.createElement('p');
    text.textContent = message;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Reload';
    button.addEventListener('click', () => location.reload());
    const notice = document.createElement('div');
    notice.id = 'another-release';
    notice.setAttribute('role', 'alert');
    notice.style.cssText = 'position:fixed;inset:0 0 auto;z-index:1000;padding:0.5rem 1rem;font:1rem system-ui;color:#000;background:#ffe8a3';
    notice.append(text, button);
    const show = () => document.body.prepend(notice);
    if (document.body) show();
    else addEventListener('DOMContentLoaded', show, { once: true });
  }
})();
`;
