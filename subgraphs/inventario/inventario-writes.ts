import type { Database } from '../../platform/database/database.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { Caller } from '../../platform/identity/callers/caller.ts';
import { lookUpEntity } from '../../platform/peers/entity-lookup.ts';
import type { Peer } from '../../platform/peers/peer.ts';
import type { KeyedRequest } from '../../platform/writes/idempotency.ts';
import {
  createOnce,
  creationOutcome,
  findRepeated,
  keyedRequest,
} from '../../platform/writes/idempotent-create.ts';
import {
  type Conflito,
  conflito,
  type ErroDeValidacao,
  type Indisponivel,
  indisponivel,
  type NaoEncontrado,
  naoEncontrado,
} from '../../platform/writes/outcomes.ts';
import { lockReference } from '../../platform/writes/reference-guard.ts';
import { whenValid } from '../../platform/writes/validation.ts';
import { changeVersion, updateVersion } from '../../platform/writes/version-change.ts';
import { PRODUTO_DESCONTINUADO } from './conflicts.ts';
import type { ContagemStore } from './contagens/contagem-store.ts';
import {
  parseCorrigirAquisicao,
  parseEstornarAquisicao,
  parseRegistrarAquisicao,
  type RegistrarAquisicao,
} from './inventario-input.ts';
import {
  asInserted,
  type Inventario,
  type InventarioComCategoria,
  type InventarioStore,
  type NovoInventario,
} from './inventario-store.ts';
import type {
  CorrigirAquisicaoEntrada,
  EstornarAquisicaoEntrada,
  RegistrarAquisicaoEntrada,
} from './schema.types.ts';
import type { SomaStore } from './somas/soma-store.ts';

/** The outcome of a purchase that is there now. */
export interface AquisicaoGravada {
  __typename: 'AquisicaoGravada';
  inventario: Inventario;
}

/** The outcome of a purchase that was taken back. */
export interface AquisicaoEstornada {
  __typename: 'AquisicaoEstornada';
  id: string;
  cliente: { id: string } | null;
  produto: { id: string };
}

type Refusal = ErroDeValidacao | NaoEncontrado | Conflito<Inventario>;

/** What the owners of customer and product make of a purchase: complete, or not to be made. */
type Asked =
  | { kind: 'complete'; novo: NovoInventario }
  | { kind: 'refused'; outcome: NaoEncontrado | Conflito<Inventario> | Indisponivel };

function refused(outcome: NaoEncontrado | Conflito<Inventario> | Indisponivel): Asked {
  return { kind: 'refused', outcome };
}

/** What changes purchases, each in one transaction. */
export interface InventarioWrites {
  registrar(
    entrada: RegistrarAquisicaoEntrada,
    caller: Caller,
  ): Promise<AquisicaoGravada | Refusal | Indisponivel>;
  corrigir(entrada: CorrigirAquisicaoEntrada): Promise<AquisicaoGravada | Refusal>;
  estornar(entrada: EstornarAquisicaoEntrada): Promise<AquisicaoEstornada | Refusal>;
}

export interface InventarioWriteParts {
  database: Database;
  inventario: InventarioStore;
  contagem: ContagemStore;
  soma: SomaStore;
  /** The owner of `Cliente`. */
  clientes: Peer;
  /** The owner of `Produto`. */
  catalogo: Peer;
}

/** The writes of purchases, each in a transaction of its own. */
export function inventarioWrites({
  database,
  inventario,
  contagem,
  soma,
  clientes,
  catalogo,
}: InventarioWriteParts): InventarioWrites {
  return {
    registrar: (entrada, caller) =>
      whenValid(parseRegistrarAquisicao(entrada), async ({ aquisicao, key }) => {
        const request = keyedRequest('registrarAquisicao', caller.identity, key, aquisicao);
        const repeated = await findRepeated(database, request, inventario.find);
        if (repeated) return creationOutcome(repeated, gravada);
        const asked = await lookUpReferences(aquisicao, caller);
        if (asked.kind === 'refused') return asked.outcome;
        return await database.transaction((transaction) => create(transaction, asked.novo, request));
      }),

    corrigir: (entrada) =>
      whenValid(parseCorrigirAquisicao(entrada), ({ id, versao, changes }) =>
        updateVersion<InventarioComCategoria, AquisicaoGravada>(
          database,
          { tipo: 'Inventario', id, versao },
          {
            lock: inventario.lock,
            find: inventario.find,
            async update(transaction, current) {
              const next = { ...current, ...changes };
              await inventario.update(transaction, id, next);
              await soma.change(transaction, { come: [next], go: [current] });
            },
            written: gravada,
          },
        ),
      ),

    estornar: (entrada) =>
      whenValid(parseEstornarAquisicao(entrada), ({ id, versao }) =>
        changeVersion<InventarioComCategoria, AquisicaoEstornada>(
          database,
          { tipo: 'Inventario', id, versao },
          {
            lock: inventario.lock,
            async change(transaction, current) {
              const { clienteId, produtoId } = current;
              await inventario.delete(transaction, id);
              await contagem.subtract(transaction, produtoId);
              await soma.change(transaction, { go: [current] });
              const cliente = clienteId === null ? null : { id: clienteId };
              return { __typename: 'AquisicaoEstornada', id, cliente, produto: { id: produtoId } };
            },
          },
        ),
      ),
  };

  /** The purchase with everything that its owners have to say, or why it cannot be made. */
  async function lookUpReferences(aquisicao: RegistrarAquisicao, caller: Caller): Promise<Asked> {
    const { clienteId, produtoId } = aquisicao;
    const [cliente, produto] = await Promise.all([
      lookUpEntity(clientes, { type: 'Cliente', id: clienteId, fields: 'id' }, caller),
      lookUpEntity<{ preco: string; ativo: boolean; categoria: string }>(
        catalogo,
        { type: 'Produto', id: produtoId, fields: 'preco ativo categoria' },
        caller,
      ),
    ]);
    if (cliente.kind === 'unavailable') return refused(indisponivel('clientes'));
    if (produto.kind === 'unavailable') return refused(indisponivel('catalogo'));
    if (cliente.kind === 'absent') return refused(naoEncontrado('Cliente', clienteId));
    if (produto.kind === 'absent') return refused(naoEncontrado('Produto', produtoId));
    if (!produto.fields.ativo) return refused(conflito(PRODUTO_DESCONTINUADO));
    const { precoUnitario, adquiridoEm } = aquisicao;
    return {
      kind: 'complete',
      novo: {
        ...aquisicao,
        categoria: produto.fields.categoria,
        precoUnitario: precoUnitario ?? produto.fields.preco,
        adquiridoEm: adquiridoEm ?? new Date(),
      },
    };
  }

  async function create(
    transaction: Transaction,
    novo: NovoInventario,
    request: KeyedRequest | null,
  ): Promise<AquisicaoGravada | Refusal> {
    const { clienteId, produtoId } = novo;
    // The owner may have erased the customer since it was asked: the tombstone tells.
    if ((await lockReference(transaction, 'Cliente', clienteId)) === 'gone')
      return naoEncontrado('Cliente', clienteId);
    const created = await createOnce(transaction, request, {
      insert: () => inventario.insert(transaction, novo),
      asInserted: (id) => asInserted(id, novo),
      find: inventario.find,
      subject: () => clienteId,
    });
    if (created.kind === 'created') {
      await contagem.add(transaction, produtoId);
      await soma.change(transaction, { come: [novo] });
    }
    return creationOutcome(created, gravada);
  }
}

function gravada(inventario: Inventario): AquisicaoGravada {
  return { __typename: 'AquisicaoGravada', inventario };
}
