import type { DadosDoEnderecoFragment, TipoEndereco } from '../generated/graphql.ts';
import type { FormField } from '../shared/forms/form.tsx';

/** What people call the uses of an address. */
export const TIPOS: Readonly<Record<TipoEndereco, string>> = {
  RESIDENCIAL: 'Residencial',
  COMERCIAL: 'Comercial',
  ENTREGA: 'Entrega',
  OUTRO: 'Outro',
};

/** What people enter of an address; what is left empty is ''. */
export interface EnderecoValues {
  tipo: TipoEndereco;
  cep: string;
  logradouro: string;
  numero: string;
  complemento: string;
  bairro: string;
  cidade: string;
  uf: string;
}

export const ENDERECO_FIELDS: readonly FormField<keyof EnderecoValues>[] = [
  { name: 'tipo', label: 'Tipo', options: TIPOS },
  { name: 'cep', label: 'CEP', inputMode: 'numeric', required: true },
  { name: 'logradouro', label: 'Logradouro', hint: 'Rua, avenida ou praça, sem o número', required: true },
  { name: 'numero', label: 'Número', hint: 'S/N quando não há', required: true },
  { name: 'complemento', label: 'Complemento' },
  { name: 'bairro', label: 'Bairro', required: true },
  { name: 'cidade', label: 'Cidade', required: true },
  { name: 'uf', label: 'UF', hint: 'Sigla do estado, como SP', required: true },
];

export const NO_ENDERECO: EnderecoValues = {
  tipo: 'RESIDENCIAL',
  cep: '',
  logradouro: '',
  numero: '',
  complemento: '',
  bairro: '',
  cidade: '',
  uf: '',
};

/** What the form shows of an address. */
export function valuesOf(endereco: DadosDoEnderecoFragment): EnderecoValues {
  const { tipo, cep, logradouro, numero, complemento, bairro, cidade, uf } = endereco;
  return { tipo, cep, logradouro, numero, complemento: complemento ?? '', bairro, cidade, uf };
}

/** What was entered, as the graph takes it. The choice of uses has no others. */
export function entered(values: Readonly<Record<keyof EnderecoValues, string>>): EnderecoValues {
  return { ...values, tipo: values.tipo as TipoEndereco, uf: values.uf.toUpperCase() };
}

/** The fields that are to change, an empty one as null where that removes it. */
export function changed(before: EnderecoValues, after: EnderecoValues): Partial<EnderecoChange> {
  const names = ENDERECO_FIELDS.map(({ name }) => name).filter((name) => after[name] !== before[name]);
  return Object.fromEntries(
    names.map((name) => [name, name === 'complemento' ? after.complemento || null : after[name]]),
  );
}

type EnderecoChange = Omit<EnderecoValues, 'complemento'> & { complemento: string | null };

/** An address in one line, for questions about it. */
export function inOneLine({ logradouro, numero, complemento, cidade, uf }: DadosDoEnderecoFragment): string {
  return `${[logradouro, numero, complemento].filter(Boolean).join(', ')}, ${cidade}/${uf}`;
}
