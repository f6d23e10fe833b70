import type { ComponentType } from 'react';
import { mayReload } from './reload.ts';
import { Loading } from './states.tsx';

const ASKED_FOR_MS = 5_000;

/**
 * The component that `load` imports. Where that fails because the router serves another version of the console, whose files have other
 * names, the browser loads that version, at most once a minute, and the component says so meanwhile. A page is imported when
 * somebody goes to it, so nothing that was typed is lost. Any other failure is thrown: without a network a reload would leave nothing.
 */
export async function loadPage(load: () => Promise<ComponentType>): Promise<ComponentType> {
  try {
    return await load();
  } catch (error) {
    if (!(await isAnotherVersionServed()) || !mayReload()) throw error;
    location.reload();
    return Reloading;
  }
}

function Reloading() {
  return <Loading what="Há uma versão nova do painel. Recarregando…" />;
}

/** Whether the page that the router sends now begins with another script than this one did. */
async function isAnotherVersionServed(): Promise<boolean> {
  const script = document.querySelector('script[type=module]')?.getAttribute('src');
  if (!script) return false;
  try {
    const response = await fetch('/painel', { signal: AbortSignal.timeout(ASKED_FOR_MS) });
    return response.ok && !(await response.text()).includes(script);
  } catch {
    return false;
  }
}
