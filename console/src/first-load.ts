// A script of its own, which has the same name in every release, so that any router has it: the page's other files are named by their
// content, and while routers are replaced the page can come from one release and be asked of another for what only the first one has.
import { mayReload } from './shared/pages/reload.ts';

/** Where this script and the page's other files are. */
const own = new URL('.', (document.currentScript as HTMLScriptElement).src).href;
let handled = false;
// What a file could not be loaded for is told to its element alone: that goes past here, and does not come back up.
addEventListener('error', ({ target }) => notLoaded(target), { capture: true });

/** Loads the page again when its script or style is not there, and says so where that was done a moment ago. */
function notLoaded(file: EventTarget | null): void {
  const isScript = file instanceof HTMLScriptElement;
  if (handled || !(isScript || file instanceof HTMLLinkElement)) return;
  // Extensions of the browser put theirs into the page, whose policy refuses them.
  if (!(isScript ? file.src : file.href).startsWith(own)) return;
  if (mayReload()) {
    handled = true;
    location.reload();
  } else if (isScript) {
    // Without its style the page works all the same.
    handled = true;
    whenParsed(sayIt);
  }
}

function whenParsed(then: () => void): void {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', then, { once: true });
  else then();
}

function sayIt(): void {
  const text = document.createElement('p');
  text.textContent =
    'O painel não pôde ser carregado. Pode estar chegando uma versão nova; tente de novo em instantes.';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Recarregar';
  button.addEventListener('click', () => location.reload());
  const notice = document.createElement('div');
  notice.className = 'notice bad';
  notice.setAttribute('role', 'alert');
  notice.append(text, button);
  const main = document.createElement('main');
  main.append(notice);
  document.getElementById('painel')?.replaceChildren(main);
}
