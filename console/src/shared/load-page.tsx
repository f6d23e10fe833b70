import type { ComponentType } from 'react';
import { Loading } from './states.tsx';

const RELOADED_AT = 'painel-recarregado';
const BETWEEN_RELOADS_MS = 60_000;
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

/** Whether no reload was in the last minute, which is noted; false where the browser keeps no notes. */
function mayReload(): boolean {
  try {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(RELOADED_AT) ?? 0) < BETWEEN_RELOADS_MS) return false;
    sessionStorage.setItem(RELOADED_AT, String(now));
    return true;
  } catch {
    return false;
  }
}
