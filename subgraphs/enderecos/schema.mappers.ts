import type { Endereco } from './endereco-store.ts';

export type EnderecoMapper = Endereco;

/** A customer is known here by id alone. */
export interface ClienteMapper {
  id: string;
}
