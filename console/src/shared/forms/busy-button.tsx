import type { ButtonHTMLAttributes, MouseEvent } from 'react';

/**
 * A button that does nothing while what it was pressed for is under way. It keeps the focus meanwhile, which a disabled one would lose, and
 * says that it is not to be pressed now.
 */
export function BusyButton({
  busy,
  onClick,
  ...button
}: ButtonHTMLAttributes<HTMLButtonElement> & { busy: boolean }) {
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    // Of a form, too: Enter in a field is a click here.
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return <button type="button" {...button} aria-disabled={busy || undefined} onClick={click} />;
}
