import type { ReactNode } from 'react';
import { Form, type FormField, type InvalidFields } from '../../shared/forms/form.tsx';

/** What people enter of a customer; what is left empty is ''. */
export interface ClienteValues {
  nome: string;
  email: string;
  cpf: string;
  telefone: string;
  dataNascimento: string;
}

export const CLIENTE_FIELDS: readonly FormField<keyof ClienteValues>[] = [
  { name: 'nome', label: 'Nome completo', required: true },
  { name: 'email', label: 'E-mail', type: 'email', required: true },
  { name: 'cpf', label: 'CPF', inputMode: 'numeric', required: true },
  { name: 'telefone', label: 'Telefone', type: 'tel', hint: 'Com código do país: +5511987654321' },
  { name: 'dataNascimento', label: 'Data de nascimento', type: 'date' },
];
/** A CPF never changes. */
const WITHOUT_CPF = CLIENTE_FIELDS.filter(({ name }) => name !== 'cpf');

/** The fields of a customer. */
export function ClienteForm({
  values,
  withCpf,
  ...form
}: {
  values: ClienteValues;
  invalid: InvalidFields;
  busy: boolean;
  withCpf: boolean;
  submitLabel: string;
  onSubmit(values: ClienteValues): void;
  children?: ReactNode;
}) {
  const { onSubmit } = form;
  return (
    <Form
      {...form}
      fields={withCpf ? CLIENTE_FIELDS : WITHOUT_CPF}
      values={{ ...values }}
      onSubmit={(entered) => onSubmit({ ...values, ...entered })}
    />
  );
}
