const RELOADED_AT = 'painel-recarregado';
const BETWEEN_RELOADS_MS = 60_000;

/** Whether the page was not loaded again by itself in the last minute, which is noted; false where the browser keeps no notes. */
export function mayReload(): boolean {
  try {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(RELOADED_AT) ?? 0) < BETWEEN_RELOADS_MS) return false;
    sessionStorage.setItem(RELOADED_AT, String(now));
    return true;
  } catch {
    return false;
  }
}
