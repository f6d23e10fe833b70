/** A price with the version that it is of. */
export interface Preco {
  id: string;
  nome: string;
  preco: string;
  versao: number;
}

/** What came of changing a price. */
export type PriceChange =
  | { kind: 'changed'; produto: Preco }
  /** Somebody else was first: `produto` is as they left it, to be shown beside what was to be written. */
  | { kind: 'overtaken'; produto: Preco }
  /** For the form: what is wrong with which field. */
  | { kind: 'invalid'; campos: readonly { campo: string; mensagem: string }[] }
  /** Anything else, for people. */
  | { kind: 'refused'; mensagem: string };

/** What the mutation answers: of every member of the union what the document selects of it. */
export type PriceAnswer =
  | { __typename: 'ProdutoGravado'; produto: Preco }
  | { __typename: 'Conflito'; mensagem: string; atual?: Preco | { __typename?: unknown } | null }
  | {
      __typename: 'ErroDeValidacao';
      mensagem: string;
      campos: readonly { campo: string; mensagem: string }[];
    }
  // Relay names `%other` whatever else there may be one day.
  | { __typename: 'NaoEncontrado' | '%other'; mensagem?: string };

export function priceChange(answer: PriceAnswer): PriceChange {
  switch (answer.__typename) {
    case 'ProdutoGravado':
      return { kind: 'changed', produto: answer.produto };
    case 'ErroDeValidacao':
      return { kind: 'invalid', campos: answer.campos };
    case 'Conflito':
      if (answer.atual && 'preco' in answer.atual) return { kind: 'overtaken', produto: answer.atual };
      return { kind: 'refused', mensagem: answer.mensagem };
    default:
      // Also what the union has learnt since this was compiled.
      return { kind: 'refused', mensagem: answer.mensagem ?? 'A mudança não foi gravada.' };
  }
}
