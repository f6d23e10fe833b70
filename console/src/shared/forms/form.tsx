import { type FormEvent, type HTMLInputTypeAttribute, type ReactNode, useEffect, useRef } from 'react';
import { BusyButton } from './busy-button.tsx';
import { Field, Select } from './field.tsx';

/** What the server says of fields. */
export type InvalidFields = readonly { campo: string; mensagem: string }[];
export const NONE_INVALID: InvalidFields = [];

/** A field of a form. */
export interface FormField<Name extends string> {
  name: Name;
  label: string;
  hint?: string;
  type?: HTMLInputTypeAttribute;
  inputMode?: 'numeric' | 'decimal';
  required?: true;
  /** What there is to choose from, with what people call it. */
  options?: Readonly<Record<string, string>>;
}

/**
 * Fields that are written at once; what is left empty is ''. The rules are the server's: what it says of a field is shown at
 * it, and the first is gone to.
 */
export function Form<Name extends string>({
  fields,
  values,
  invalid,
  busy,
  submitLabel,
  onSubmit,
  before,
  children,
}: {
  fields: readonly FormField<Name>[];
  values: Readonly<Record<Name, string>>;
  invalid: InvalidFields;
  busy: boolean;
  submitLabel: string;
  onSubmit(values: Record<Name, string>): void;
  /** What stands above the fields. */
  before?: ReactNode;
  /** What stands beside the button. */
  children?: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (invalid.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [invalid]);
  const unplaced = invalid.filter(({ campo }) => !fields.some(({ name }) => name === campo));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const entered = fields.map(({ name }) => [name, String(data.get(name) ?? values[name]).trim()]);
    // One entry for each of the names.
    onSubmit(Object.fromEntries(entered) as Record<Name, string>);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="form">
      {unplaced.map(({ campo, mensagem }) => (
        <p key={campo} role="alert" className="notice bad">
          {campo}: {mensagem}
        </p>
      ))}
      {before}
      {fields.map(({ options, ...field }) => {
        const common = {
          ...field,
          defaultValue: values[field.name],
          error: invalid.find(({ campo }) => campo === field.name)?.mensagem,
        };
        return options === undefined ? (
          <Field key={field.name} {...common} autoComplete="off" />
        ) : (
          <Select key={field.name} {...common}>
            {Object.entries(options).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        );
      })}
      <p className="actions">
        <BusyButton type="submit" busy={busy} className="primary">
          {busy ? 'Gravando…' : submitLabel}
        </BusyButton>
        {children}
      </p>
    </form>
  );
}
