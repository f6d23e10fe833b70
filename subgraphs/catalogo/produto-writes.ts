import type { Database } from '../../platform/database/database.ts';
import type { Transaction } from '../../platform/database/transaction.ts';
import type { Identity } from '../../platform/identity/identity.ts';
import { type Created, createOnce, namedRequest } from '../../platform/writes/idempotent-create.ts';
import type { Conflito, ErroDeValidacao, NaoEncontrado } from '../../platform/writes/outcomes.ts';
import { present } from '../../platform/writes/read-back.ts';
import { withUniqueKeys } from '../../platform/writes/unique-keys.ts';
import type { Checked } from '../../platform/writes/validation.ts';
import { changeVersion } from '../../platform/writes/version-change.ts';
import { UNIQUE_CONFLICTS } from './conflicts.ts';
import {
  type AtualizarProduto,
  parseAtualizarProduto,
  parseCriarProduto,
  parseVersaoDeProduto,
} from './produto-input.ts';
import type { Produto, ProdutoStore } from './produto-store.ts';
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

/** The writes of products, each in a transaction of its own. */
export function produtoWrites(database: Database, produtos: ProdutoStore): ProdutoWrites {
  return {
    async criar(entrada, by) {
      const checked = parseCriarProduto(entrada);
      if (checked.kind === 'invalid') return checked.erro;
      const { produto, key } = checked.value;
      const created = (transaction: Transaction) =>
        createOnce(transaction, namedRequest('criarProduto', by, key, produto), {
          insert: () => produtos.insert(transaction, produto),
          find: (id) => produtos.find(transaction, id),
          subject: () => null,
        });
      return await withUniqueKeys(UNIQUE_CONFLICTS, async () =>
        outcomeOf(await database.transaction(created)),
      );
    },

    atualizar: (entrada) => update(parseAtualizarProduto(entrada)),
    descontinuar: (entrada) => update(parseVersaoDeProduto(entrada, false)),
    reativar: (entrada) => update(parseVersaoDeProduto(entrada, true)),
  };

  async function update(checked: Checked<AtualizarProduto>): Promise<AtualizarProdutoOutcome> {
    if (checked.kind === 'invalid') return checked.erro;
    const { id, versao, changes } = checked.value;
    return await changeVersion<Produto, ProdutoGravado>(
      database,
      { tipo: 'Produto', id, versao },
      {
        lock: produtos.lock,
        // Taking off sale what is off sale already, or the other way round, is done: sent again, it does no harm.
        alreadyDone: (current) =>
          Object.keys(changes).join() === 'ativo' && changes.ativo === current.ativo
            ? gravado(current)
            : null,
        async change(transaction, current) {
          await produtos.update(transaction, id, { ...current, ...changes });
          return gravado(present(await produtos.find(transaction, id)));
        },
      },
    );
  }
}

function outcomeOf(created: Created<Produto>): ProdutoGravado | Conflito<never> {
  return created.kind === 'conflict' ? created.conflito : gravado(created.entity);
}

function gravado(produto: Produto): ProdutoGravado {
  return { __typename: 'ProdutoGravado', produto };
}
