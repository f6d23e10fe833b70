/** A request that was answered, in the words of the subgraph that it is reported to. Each list and text is within `LIMITS`. */
export interface Access {
  /** ISO 8601, UTC, with milliseconds. */
  readonly instante: string;
  readonly usuario: string;
  readonly aplicacao: string | null;
  readonly versaoDaAplicacao: string | null;
  readonly operacao: string | null;
  /** SHA-256, hexadecimal. */
  readonly hashDaOperacao: string | null;
  readonly tipo: 'QUERY' | 'MUTATION' | null;
  readonly documentoConfiavel: boolean;
  /** Of HTTP. */
  readonly status: number;
  /** Codes of errors, each once. */
  readonly erros: readonly string[];
  readonly duracaoMs: number;
  /** Of the answer, before it was compressed. */
  readonly bytes: number;
  readonly subgrafos: readonly SubgraphUse[];
  /** Fields of personal data that were given out: `Type.field`. */
  readonly campos: readonly string[];
  readonly requisicao: string;
  /** Whose: for each person's id the places of the fields in `campos`. */
  readonly titulares: readonly (readonly [id: string, campos: readonly number[]])[];
  /** Whether this is a request that another one of a report has begun, with more people: of very many it takes several. */
  readonly continuacao?: boolean | undefined;
}

/** What one request asked of one subgraph: its name, how often, and how long that took together, milliseconds. */
export type SubgraphUse = readonly [name: string, requests: number, ms: number];

/** How many of each thing a report may have, and how long texts may be, in characters. */
export const LIMITS = {
  /** Of one report. */
  accesses: 5_000,
  /** The rest is of one access. */
  people: 50_000,
  errors: 20,
  fields: 100,
  subgraphs: 40,
  userLength: 255,
  clientNameLength: 100,
  clientVersionLength: 50,
  operationNameLength: 100,
  errorLength: 60,
  /** Of a subgraph's name. */
  subgraphLength: 60,
  fieldLength: 78,
  requestIdLength: 128,
} as const;

/** Stands for names that are too many to be told apart: to a router, and to the subgraph that counts by them. */
export const OTHERS = '(outros)';

/** What a name in a list is made of: printable ASCII without spaces and commas, because such lists are written with commas. */
export const NAME_CHARACTERS = '\\x21-\\x2b\\x2d-\\x7e';
