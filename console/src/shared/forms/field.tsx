import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';

interface Labelled {
  label: string;
  /** What the server says of the value. */
  error?: string | undefined;
  hint?: string | undefined;
}

/** An input with its label, and what the server says of the value beside it. */
export function Field({ label, error, hint, ...input }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const described = describedBy(id, { error, hint });
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} {...input} {...described} />
      <Descriptions id={id} error={error} hint={hint} />
    </p>
  );
}

/** A choice of few with its label. */
export function Select({
  label,
  error,
  hint,
  children,
  ...select
}: Labelled & SelectHTMLAttributes<HTMLSelectElement> & { children: ReactNode }) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} {...select} {...describedBy(id, { error, hint })}>
        {children}
      </select>
      <Descriptions id={id} error={error} hint={hint} />
    </p>
  );
}

function describedBy(id: string, { error, hint }: Pick<Labelled, 'error' | 'hint'>) {
  const ids = [
    ...(error === undefined ? [] : [`${id}-error`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
  ];
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': error === undefined ? undefined : true,
  };
}

function Descriptions({ id, error, hint }: Pick<Labelled, 'error' | 'hint'> & { id: string }) {
  return (
    <>
      {hint !== undefined && (
        <small id={`${id}-hint`} className="hint">
          {hint}
        </small>
      )}
      {error !== undefined && (
        <small id={`${id}-error`} className="error">
          {error}
        </small>
      )}
    </>
  );
}
