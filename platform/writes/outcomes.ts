/** What a write can come to when it does not succeed: data that clients are shown, in the shapes of the schemas. */
export type CodigoDeValidacao =
  | 'OBRIGATORIO'
  | 'TAMANHO'
  | 'FORMATO'
  | 'DIGITO_VERIFICADOR'
  | 'FORA_DO_INTERVALO';

export interface CampoInvalido {
  campo: string;
  codigo: CodigoDeValidacao;
  mensagem: string;
}

export interface ErroDeValidacao {
  __typename: 'ErroDeValidacao';
  mensagem: string;
  campos: CampoInvalido[];
}

export interface NaoEncontrado {
  __typename: 'NaoEncontrado';
  tipo: string;
  id: string;
  mensagem: string;
}

/** What can stand in the way of a write, as people are told. */
const CONFLITOS = {
  VERSAO: 'Alguém alterou este registro depois da versão enviada; confira o estado atual e tente de novo.',
  CPF_EM_USO: 'Já existe um cliente com este CPF.',
  EMAIL_EM_USO: 'Já existe um cliente com este e-mail.',
  SKU_EM_USO: 'Já existe um produto com este SKU.',
  CHAVE_REUTILIZADA: 'Esta chave de idempotência já foi usada com outros dados.',
  RECURSO_EXCLUIDO: 'O que foi criado com esta chave de idempotência não existe mais.',
  LIMITE_DE_ENDERECOS: 'O cliente já tem 50 endereços.',
  PRODUTO_DESCONTINUADO: 'O produto não está mais à venda.',
} as const;

export type CodigoDeConflito = keyof typeof CONFLITOS;

export interface Conflito<Atual> {
  __typename: 'Conflito';
  codigo: CodigoDeConflito;
  mensagem: string;
  atual: Atual | null;
}

export interface Indisponivel {
  __typename: 'Indisponivel';
  dominio: string;
  mensagem: string;
  tentarNovamenteEmSegundos: number;
}

const TRY_AGAIN_SECONDS = 5;

export function erroDeValidacao(campos: CampoInvalido[]): ErroDeValidacao {
  const mensagem = campos.length === 1 ? '1 campo é inválido.' : `${campos.length} campos são inválidos.`;
  return { __typename: 'ErroDeValidacao', mensagem, campos };
}

export function naoEncontrado(tipo: string, id: string): NaoEncontrado {
  return { __typename: 'NaoEncontrado', tipo, id, mensagem: `${tipo} ${id} não existe.` };
}

/** @param atual what stands in the way, when the client may see it */
export function conflito<Atual = never>(
  codigo: CodigoDeConflito,
  atual: Atual | null = null,
): Conflito<Atual> {
  return { __typename: 'Conflito', codigo, mensagem: CONFLITOS[codigo], atual };
}

export function indisponivel(dominio: string): Indisponivel {
  return {
    __typename: 'Indisponivel',
    dominio,
    mensagem: `O domínio "${dominio}" não responde agora; nada foi gravado.`,
    tentarNovamenteEmSegundos: TRY_AGAIN_SECONDS,
  };
}
