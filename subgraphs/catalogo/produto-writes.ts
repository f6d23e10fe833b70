import { type Database, isDuplicate } from '../../platform/database/database.ts';
import type { Identity } from '../../platform/identity/identity.ts';
import { fingerprint } from '../../platform/writes/idempotency.ts';
import { createOnce, isConflict } from '../../platform/writes/idempotent-create.ts';
import {
  type Conflito,
  conflito,
  type ErroDeValidacao,
  type NaoEncontrado,
  naoEncontrado,
} from '../../platform/writes/outcomes.ts';
import { isValid, type Valid } from '../../platform/writes/validation.ts';
import {
  type AtualizarProduto,
  parseAtualizarProduto,
  parseCriarProduto,
  parseVersaoDeProduto,
} from './produto-input.ts';
import { type Produto, type ProdutoStore, SKU_KEY } from './produto-store.ts';
import type { AtualizarProdutoEntrada, CriarProdutoEntrada, VersaoDeProdutoEntrada } from './schema.types.ts';

export interface ProdutoGravado {
  __typename: 'ProdutoGravado';
  produto: Produto;
}

export type AtualizarProdutoOutcome = ProdutoGravado | ErroDeValidacao | NaoEncontrado | Conflito<Produto>;

/** What changes products, each in one transaction. */
export interface ProdutoWrites {
  criar(
    entrada: CriarProdutoEntrada,
    by: Identity,
  ): Promise<ProdutoGravado | ErroDeValidacao | Conflito<Produto>>;
  atualizar(entrada: AtualizarProdutoEntrada): Promise<AtualizarProdutoOutcome>;
  descontinuar(entrada: VersaoDeProdutoEntrada): Promise<AtualizarProdutoOutcome>;
  reativar(entrada: VersaoDeProdutoEntrada): Promise<AtualizarProdutoOutcome>;
}

export function produtoWrites(database: Database, produtos: ProdutoStore): ProdutoWrites {
  return {
    async criar(entrada, by) {
      const checked = parseCriarProduto(entrada);
      if (!isValid(checked)) return checked;
      const { produto, key } = checked.valid;
      const request =
        key === null
          ? null
          : { user: by.user, mutation: 'criarProduto', key, fingerprint: fingerprint(produto) };
      try {
        const created = await database.transaction((transaction) =>
          createOnce(transaction, request, {
            insert: () => produtos.insert(transaction, produto),
            find: (id) => produtos.find(transaction, id),
            subject: () => null,
          }),
        );
        return isConflict(created) ? created : { __typename: 'ProdutoGravado', produto: created };
      } catch (error) {
        if (isDuplicate(error, SKU_KEY)) return conflito('SKU_EM_USO');
        throw error;
      }
    },

    atualizar: (entrada) => update(parseAtualizarProduto(entrada)),
    descontinuar: (entrada) => update(parseVersaoDeProduto(entrada, false)),
    reativar: (entrada) => update(parseVersaoDeProduto(entrada, true)),
  };

  async function update(
    checked: Valid<AtualizarProduto> | ErroDeValidacao,
  ): Promise<AtualizarProdutoOutcome> {
    if (!isValid(checked)) return checked;
    const { id, versao, changes } = checked.valid;
    return await database.transaction(async (transaction) => {
      const current = await produtos.lock(transaction, id);
      if (!current) return naoEncontrado('Produto', id);
      // Taking off sale what is off sale already, or the other way round, is done: sent again, it does no harm.
      if (Object.keys(changes).join() === 'ativo' && changes.ativo === current.ativo) {
        return { __typename: 'ProdutoGravado', produto: current };
      }
      if (current.versao !== versao) return conflito('VERSAO', current);
      await produtos.update(transaction, id, { ...current, ...changes });
      const produto = await produtos.find(transaction, id);
      if (!produto) throw new Error('a product that was just written is not there');
      return { __typename: 'ProdutoGravado', produto };
    });
  }
}
