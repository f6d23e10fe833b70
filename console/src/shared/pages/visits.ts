import { useSyncExternalStore } from 'react';

let visits = 0;
let shown = whatIsShown();
const listeners = new Set<() => void>();

// Before those of the router of pages, which come with the first page: when it has the next address, the visit is counted.
// A link is a visit even to where one is; a step in the history to a place of the same page is none; and what is typed into filters
// replaces the address. The two of the history object are dispatched by that router.
addEventListener('pushState', () => visit());
addEventListener('popstate', () => {
  if (whatIsShown() !== shown) visit();
});
addEventListener('replaceState', () => {
  shown = whatIsShown();
});

/**
 * A number for each time that somebody has gone to a page, by a link or a step in the history, also where only the filters in its
 * address are others: what is in its fields is that of the address then, and not what was typed before.
 */
export function useVisit(): number {
  return useSyncExternalStore(subscribe, () => visits);
}

function visit(): void {
  visits += 1;
  shown = whatIsShown();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function whatIsShown(): string {
  return location.pathname + location.search;
}
