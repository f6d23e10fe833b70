import type { ErrorLike } from '@apollo/client';
import type { ReactNode } from 'react';
import { BusyButton } from '../forms/busy-button.tsx';
import { Refusal } from '../forms/refusal.tsx';
import { Failure } from '../pages/states.tsx';
import { Dialog } from './dialog.tsx';

/** Asks once more before something is done that cannot be undone. */
export function ConfirmDialog({
  title,
  confirmLabel,
  busy,
  error,
  refusal,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  confirmLabel: string;
  busy: boolean;
  error: ErrorLike | undefined;
  /** Why the server has not done it. */
  refusal: string | null;
  onConfirm(): void;
  onClose(): void;
  children: ReactNode;
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{refusal}</Refusal>
      {children}
      <p className="actions">
        <BusyButton className="danger" busy={busy} onClick={onConfirm}>
          {busy ? 'Aguarde…' : confirmLabel}
        </BusyButton>
        <button type="button" onClick={onClose}>
          Cancelar
        </button>
      </p>
    </Dialog>
  );
}

/** What the server answers when it has not written. */
type Unwritten = { __typename: string; mensagem?: string; codigo?: string } | null | undefined;

/**
 * Why something was not written, for people; null when it was, or nothing was asked for. Of a newer version the page shows the
 * values already, as they came with the answer.
 *
 * @param written the type of the answer when it was
 */
export function refusalOf(result: Unwritten, written: string): string | null {
  if (!result || result.__typename === written) return null;
  if (result.codigo === 'VERSAO')
    return 'Outra pessoa alterou isto. Confira os dados novos e decida de novo.';
  return result.mensagem ?? null;
}
