import type { Database } from '../../platform/database/database.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { Identity } from '../../platform/identity/callers/identity.ts';
import { createOnce, creationOutcome, keyedRequest } from '../../platform/writes/idempotent-create.ts';
import type { Conflito, ErroDeValidacao, NaoEncontrado } from '../../platform/writes/outcomes.ts';
import { withUniqueKeys } from '../../platform/writes/unique-keys.ts';
import { type Checked, whenValid } from '../../platform/writes/validation.ts';
import { updateVersion } from '../../platform/writes/version-change.ts';
import { UNIQUE_CONFLICTS } from './conflicts.ts';
import {
  type AtualizarProduto,
  parseAtualizarProduto,
  parseCriarProduto,
  parseVersaoDeProduto,
} from './produto-input.ts';
import type { Produto, ProdutoStore } from './produto-store.ts';
import type { AtualizarProdutoEntrada, CriarProdutoEntrada, VersaoDeProdutoEntrada } from './schema.types.ts';

/** The outcome of a write after which the product is there. */
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
    criar: (entrada, by) =>
      whenValid(parseCriarProduto(entrada), async ({ produto, key }) => {
        const create = (transaction: Transaction) =>
          createOnce(transaction, keyedRequest('criarProduto', by, key, produto), {
            insert: () => produtos.insert(transaction, produto),
            find: produtos.find,
            subject: () => null,
          });
        return await withUniqueKeys(UNIQUE_CONFLICTS, async () =>
          creationOutcome(await database.transaction(create), gravado),
        );
      }),

    atualizar: (entrada) => update(parseAtualizarProduto(entrada)),
    descontinuar: (entrada) => update(parseVersaoDeProduto(entrada, false)),
    reativar: (entrada) => update(parseVersaoDeProduto(entrada, true)),
  };

  function update(checked: Checked<AtualizarProduto>): Promise<AtualizarProdutoOutcome> {
    return whenValid(checked, ({ id, versao, changes }) =>
      updateVersion(
        database,
        { tipo: 'Produto', id, versao },
        {
          lock: produtos.lock,
          find: produtos.find,
          // Taking off sale what is off sale already, or the other way round, is done: sent again, it does no harm.
          isDone: (current) => Object.keys(changes).join() === 'ativo' && changes.ativo === current.ativo,
          update: (transaction, current) => produtos.update(transaction, id, { ...current, ...changes }),
          written: gravado,
        },
      ),
    );
  }
}

function gravado(produto: Produto): ProdutoGravado {
  return { __typename: 'ProdutoGravado', produto };
}
