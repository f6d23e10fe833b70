import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

/** A question above the page. Escape closes it; what is behind it cannot be used meanwhile. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Closed before it is taken away: the focus goes back to where it was.
  useLayoutEffect(() => {
    const opened = dialog.current;
    const around = opened?.closest('section') ?? null;
    opened?.showModal();
    return () => {
      opened?.close();
      keepFocusIn(around);
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}

const NOTICED_MS = 5_000;

/**
 * Moves the focus to the heading of a part of the page when what has it goes with what was deleted: it would go to the begin of the
 * page, away from where somebody works by keyboard.
 */
function keepFocusIn(section: Element | null): void {
  const from = document.activeElement;
  const heading = section?.querySelector('h2');
  if (!heading || from === null || !section?.contains(from)) return;
  const observer = new MutationObserver(() => {
    if (from.isConnected) return;
    observer.disconnect();
    if (document.activeElement !== document.body) return;
    heading.tabIndex = -1;
    heading.focus();
  });
  observer.observe(section, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), NOTICED_MS);
}
