/** What a write can come to when it does not succeed: data that clients are shown, in the shapes of the schemas. */
export type CodigoDeValidacao =
  | 'OBRIGATORIO'
  | 'TAMANHO'
  | 'FORMATO'
  | 'DIGITO_VERIFICADOR'
  | 'FORA_DO_INTERVALO';

/** A rule that a field of an input breaks. */
export interface CampoInvalido {
  campo: string;
  codigo: CodigoDeValidacao;
  mensagem: string;
}

/** The outcome of an input that breaks rules; nothing was written. */
export interface ErroDeValidacao {
  __typename: 'ErroDeValidacao';
  mensagem: string;
  campos: CampoInvalido[];
}

/** The outcome of a write to something that does not exist. */
export interface NaoEncontrado {
  __typename: 'NaoEncontrado';
  tipo: string;
  id: string;
  mensagem: string;
}

/** One thing that can stand in the way of a write, as the schema codes it and as people read it. */
export interface ConflictDescription {
  readonly codigo: string;
  readonly mensagem: string;
}

/** The conflicts that every domain can have; each domain adds those of its own rules. */
export const VERSAO: ConflictDescription = {
  codigo: 'VERSAO',
  mensagem: 'Alguém alterou este registro depois da versão enviada; confira o estado atual e tente de novo.',
};
export const CHAVE_REUTILIZADA: ConflictDescription = {
  codigo: 'CHAVE_REUTILIZADA',
  mensagem: 'Esta chave de idempotência já foi usada com outros dados.',
};
export const RECURSO_EXCLUIDO: ConflictDescription = {
  codigo: 'RECURSO_EXCLUIDO',
  mensagem: 'O que foi criado com esta chave de idempotência não existe mais.',
};

/** The outcome of a write that something stands in the way of. */
export interface Conflito<Atual> extends ConflictDescription {
  __typename: 'Conflito';
  atual: Atual | null;
}

/** The outcome of a write that needed a domain which gave no answer. */
export interface Indisponivel {
  __typename: 'Indisponivel';
  dominio: string;
  mensagem: string;
  tentarNovamenteEmSegundos: number;
}

const TRY_AGAIN_SECONDS = 5;

/** The outcome of an input that breaks rules. */
export function erroDeValidacao(campos: CampoInvalido[]): ErroDeValidacao {
  const mensagem = campos.length === 1 ? '1 campo é inválido.' : `${campos.length} campos são inválidos.`;
  return { __typename: 'ErroDeValidacao', mensagem, campos };
}

/** The outcome of a write to something that does not exist. */
export function naoEncontrado(tipo: string, id: string): NaoEncontrado {
  return { __typename: 'NaoEncontrado', tipo, id, mensagem: `${tipo} ${id} não existe.` };
}

/**
 * The outcome of a write that something stands in the way of.
 *
 * @param atual what stands in the way, when the client may see it
 */
export function conflito<Atual = never>(
  { codigo, mensagem }: ConflictDescription,
  atual: Atual | null = null,
): Conflito<Atual> {
  return { __typename: 'Conflito', codigo, mensagem, atual };
}

/** The outcome of a write that needed a domain which gave no answer. */
export function indisponivel(dominio: string): Indisponivel {
  return {
    __typename: 'Indisponivel',
    dominio,
    mensagem: `O domínio "${dominio}" não responde agora; nada foi gravado.`,
    tentarNovamenteEmSegundos: TRY_AGAIN_SECONDS,
  };
}
