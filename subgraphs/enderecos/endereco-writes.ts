import type { Database } from '../../platform/database/database.ts';
import type { Transaction } from '../../platform/database/transaction.ts';
import type { EventHandlers } from '../../platform/events/event.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { lookUpEntity } from '../../platform/peers/entity-lookup.ts';
import type { Peer } from '../../platform/peers/peer.ts';
import { eraseSubject, type NamedRequest } from '../../platform/writes/idempotency.ts';
import {
  type Created,
  createOnce,
  findRepeated,
  namedRequest,
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
import { present } from '../../platform/writes/read-back.ts';
import { lockReference, markGone } from '../../platform/writes/reference-guard.ts';
import { changeVersion } from '../../platform/writes/version-change.ts';
import { LIMITE_DE_ENDERECOS, MAX_ENDERECOS } from './conflicts.ts';
import { parseAtualizarEndereco, parseCriarEndereco, parseVersaoDeEndereco } from './endereco-input.ts';
import type { Endereco, EnderecoStore, NovoEndereco } from './endereco-store.ts';
import type {
  AtualizarEnderecoEntrada,
  CriarEnderecoEntrada,
  VersaoDeEnderecoEntrada,
} from './schema.types.ts';

export interface EnderecoGravado {
  __typename: 'EnderecoGravado';
  endereco: Endereco;
}

export interface EnderecoExcluido {
  __typename: 'EnderecoExcluido';
  id: string;
  cliente: { id: string };
}

type Refusal = ErroDeValidacao | NaoEncontrado | Conflito<Endereco>;

/** What changes addresses, each in one transaction that holds the customer's lock. */
export interface EnderecoWrites {
  criar(entrada: CriarEnderecoEntrada, caller: Caller): Promise<EnderecoGravado | Refusal | Indisponivel>;
  atualizar(entrada: AtualizarEnderecoEntrada): Promise<EnderecoGravado | Refusal>;
  excluir(entrada: VersaoDeEnderecoEntrada): Promise<EnderecoExcluido | Refusal>;
  definirPrincipal(entrada: VersaoDeEnderecoEntrada): Promise<EnderecoGravado | Refusal>;
}

export interface EnderecoWriteParts {
  database: Database;
  enderecos: EnderecoStore;
  /** The owner of `Cliente`. */
  clientes: Peer;
}

/** The writes of addresses, each in a transaction of its own. */
export function enderecoWrites({ database, enderecos, clientes }: EnderecoWriteParts): EnderecoWrites {
  return {
    async criar(entrada, caller) {
      const checked = parseCriarEndereco(entrada);
      if (checked.kind === 'invalid') return checked.erro;
      const { endereco, key } = checked.value;
      const request = namedRequest('criarEndereco', caller.identity, key, endereco);
      const repeated = await findRepeated(database, request, (id) => enderecos.find(database, id));
      if (repeated) return outcomeOf(repeated);
      const cliente = await lookUpEntity(
        clientes,
        { type: 'Cliente', id: endereco.clienteId, fields: 'id' },
        caller,
      );
      if (cliente.kind === 'unavailable') return indisponivel('clientes');
      if (cliente.kind === 'absent') return naoEncontrado('Cliente', endereco.clienteId);
      return await database.transaction((transaction) => create(transaction, endereco, request));
    },

    async atualizar(entrada) {
      const checked = parseAtualizarEndereco(entrada);
      if (checked.kind === 'invalid') return checked.erro;
      const { id, versao, changes } = checked.value;
      return await inVersion(id, versao, async (transaction, current) => {
        await enderecos.update(transaction, id, { ...current, ...changes });
        return await written(transaction, id);
      });
    },

    async excluir(entrada) {
      const checked = parseVersaoDeEndereco(entrada);
      if (checked.kind === 'invalid') return checked.erro;
      const { id, versao } = checked.value;
      return await inVersion<EnderecoExcluido>(id, versao, async (transaction, { clienteId, principal }) => {
        await enderecos.delete(transaction, id);
        if (principal) await enderecos.setOldestPrincipal(transaction, clienteId);
        return { __typename: 'EnderecoExcluido', id, cliente: { id: clienteId } };
      });
    },

    async definirPrincipal(entrada) {
      const checked = parseVersaoDeEndereco(entrada);
      if (checked.kind === 'invalid') return checked.erro;
      const { id, versao } = checked.value;
      return await inVersion(id, versao, async (transaction, { clienteId }) => {
        await enderecos.setPrincipal(transaction, clienteId, id);
        return await written(transaction, id);
      });
    },
  };

  async function create(
    transaction: Transaction,
    endereco: NovoEndereco,
    request: NamedRequest | null,
  ): Promise<EnderecoGravado | Refusal> {
    const { clienteId } = endereco;
    // The owner may have erased the customer since it was asked: the tombstone tells.
    if ((await lockReference(transaction, 'Cliente', clienteId)) === 'gone')
      return naoEncontrado('Cliente', clienteId);
    // Under the lock, where a request that is the same has committed or has not begun.
    const repeated = await findRepeated(transaction, request, (id) => enderecos.find(transaction, id));
    if (repeated) return outcomeOf(repeated);
    const count = await enderecos.countOf(transaction, clienteId);
    if (count >= MAX_ENDERECOS) return conflito(LIMITE_DE_ENDERECOS);
    const created = await createOnce(transaction, request, {
      async insert() {
        const id = await enderecos.insert(transaction, { ...endereco, principal: count === 0 });
        if (endereco.principal && count > 0) await enderecos.setPrincipal(transaction, clienteId, id);
        return id;
      },
      find: (id) => enderecos.find(transaction, id),
      subject: () => clienteId,
    });
    return outcomeOf(created);
  }

  /** Changes an address under the customer's lock. */
  function inVersion<Outcome>(
    id: string,
    versao: number,
    change: (transaction: Transaction, current: Endereco) => Promise<Outcome>,
  ): Promise<Outcome | NaoEncontrado | Conflito<Endereco>> {
    return changeVersion(database, { tipo: 'Endereco', id, versao }, { lock, change });
  }

  /** Always the customer before the address, so that two changes of one customer cannot wait for each other. */
  async function lock(transaction: Transaction, id: string): Promise<Endereco | null> {
    const before = await enderecos.find(transaction, id);
    if (!before) return null;
    await lockReference(transaction, 'Cliente', before.clienteId);
    return await enderecos.lock(transaction, id);
  }

  async function written(transaction: Transaction, id: string): Promise<EnderecoGravado> {
    return gravado(present(await enderecos.find(transaction, id)));
  }
}

function outcomeOf(created: Created<Endereco>): EnderecoGravado | Conflito<never> {
  return created.kind === 'conflict' ? created.conflito : gravado(created.entity);
}

function gravado(endereco: Endereco): EnderecoGravado {
  return { __typename: 'EnderecoGravado', endereco };
}

/** An erased customer's addresses go, and none can come back. */
export function enderecoEvents(enderecos: EnderecoStore): EventHandlers {
  return {
    async ClienteExcluido(transaction, { aggregateid }) {
      await markGone(transaction, 'Cliente', aggregateid);
      await enderecos.deleteAllOf(transaction, aggregateid);
      await eraseSubject(transaction, aggregateid);
    },
  };
}
