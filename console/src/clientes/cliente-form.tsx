import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import type { CamposInvalidosFragment } from '../generated/graphql.ts';
import { Field } from '../shared/field.tsx';

/** What people enter of a customer; what is left empty is ''. */
export interface ClienteValues {
  nome: string;
  email: string;
  cpf: string;
  telefone: string;
  dataNascimento: string;
}

export const CLIENTE_FIELDS: readonly { name: keyof ClienteValues; label: string }[] = [
  { name: 'nome', label: 'Nome completo' },
  { name: 'email', label: 'E-mail' },
  { name: 'cpf', label: 'CPF' },
  { name: 'telefone', label: 'Telefone' },
  { name: 'dataNascimento', label: 'Data de nascimento' },
];

/** The fields of a customer. The rules are the server's: what it says of a field is shown at it, and the first is gone to. */
export function ClienteForm({
  values,
  invalid,
  busy,
  withCpf,
  submitLabel,
  onSubmit,
  children,
}: {
  values: ClienteValues;
  invalid: CamposInvalidosFragment['campos'];
  busy: boolean;
  withCpf: boolean;
  submitLabel: string;
  onSubmit(values: ClienteValues): void;
  children?: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (invalid.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [invalid]);
  const errorOf = (name: string) => invalid.find(({ campo }) => campo === name)?.mensagem;
  const unplaced = invalid.filter(({ campo }) => !CLIENTE_FIELDS.some(({ name }) => name === campo));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(valuesIn(event.currentTarget, values));
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="form">
      {unplaced.map(({ campo, mensagem }) => (
        <p key={campo} role="alert" className="notice bad">
          {campo}: {mensagem}
        </p>
      ))}
      <Field
        label="Nome completo"
        name="nome"
        defaultValue={values.nome}
        error={errorOf('nome')}
        autoComplete="off"
        required
      />
      <Field
        label="E-mail"
        name="email"
        type="email"
        defaultValue={values.email}
        error={errorOf('email')}
        autoComplete="off"
        required
      />
      {withCpf && (
        <Field
          label="CPF"
          name="cpf"
          inputMode="numeric"
          defaultValue={values.cpf}
          error={errorOf('cpf')}
          autoComplete="off"
          required
        />
      )}
      <Field
        label="Telefone"
        name="telefone"
        type="tel"
        hint="Com código do país: +5511987654321"
        defaultValue={values.telefone}
        error={errorOf('telefone')}
        autoComplete="off"
      />
      <Field
        label="Data de nascimento"
        name="dataNascimento"
        type="date"
        defaultValue={values.dataNascimento}
        error={errorOf('dataNascimento')}
      />
      <p className="actions">
        <button type="submit" disabled={busy} className="primary">
          {busy ? 'Gravando…' : submitLabel}
        </button>
        {children}
      </p>
    </form>
  );
}

function valuesIn(form: HTMLFormElement, before: ClienteValues): ClienteValues {
  const data = new FormData(form);
  const entered = CLIENTE_FIELDS.map(({ name }) => [name, String(data.get(name) ?? before[name]).trim()]);
  // One entry for each of the fields of ClienteValues.
  return Object.fromEntries(entered) as ClienteValues;
}
