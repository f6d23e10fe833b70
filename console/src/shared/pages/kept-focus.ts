import { type RefObject, useEffect } from 'react';

/**
 * Keeps the focus in the page when what has it goes, such as a button with what it has done: it would go to the begin of the page, away
 * from where somebody works by keyboard. It moves to the heading of the part that this was in.
 */
export function useKeptFocus(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = page.current;
    if (root === null) return;
    let last: Element | null = null;
    let around: readonly Element[] = [];
    const came = ({ target }: FocusEvent) => {
      // What has the focus is an element.
      last = target as Element;
      around = partsAround(last, root);
    };
    const left = ({ target }: FocusEvent) => {
      // Of what is taken away the observer hears before this.
      setTimeout(() => {
        if (last === target) last = null;
      });
    };
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      if (document.activeElement !== document.body) return;
      focusHeading(around.find(({ isConnected }) => isConnected) ?? root);
    });
    root.addEventListener('focusin', came);
    root.addEventListener('focusout', left);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', came);
      root.removeEventListener('focusout', left);
      observer.disconnect();
    };
  }, [page]);
}

/** Dialogs and sections with this element in them, the smallest first. */
function partsAround(element: Element, root: Element): readonly Element[] {
  const parts: Element[] = [];
  for (let part = element.closest('dialog, section'); part && root.contains(part); ) {
    parts.push(part);
    part = part.parentElement?.closest('dialog, section') ?? null;
  }
  return parts;
}

function focusHeading(part: Element): void {
  const heading = part.querySelector<HTMLElement>('h1, h2, h3');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
}
