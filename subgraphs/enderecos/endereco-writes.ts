import type { Database, Statements } from '../../platform/database/database.ts';
import type { EventHandlers } from '../../platform/events/event.ts';
import { type Asking, askOwner } from '../../platform/peers/owner.ts';
import type { Peer } from '../../platform/peers/peer.ts';
import { eraseSubject, fingerprint, type NamedRequest } from '../../platform/writes/idempotency.ts';
import { createOnce, findRepeated, isConflict } from '../../platform/writes/idempotent-create.ts';
import {
  type Conflito,
  conflito,
  type ErroDeValidacao,
  type Indisponivel,
  indisponivel,
  type NaoEncontrado,
  naoEncontrado,
} from '../../platform/writes/outcomes.ts';
import { lockReference, markGone } from '../../platform/writes/reference-guard.ts';
import { isValid } from '../../platform/writes/validation.ts';
import { parseAtualizarEndereco, parseCriarEndereco, parseVersaoDeEndereco } from './endereco-input.ts';
import type { Endereco, EnderecoStore, NovoEndereco } from './endereco-store.ts';
import type {
  AtualizarEnderecoEntrada,
  CriarEnderecoEntrada,
  VersaoDeEnderecoEntrada,
} from './schema.types.ts';

const MAX_ENDERECOS = 50;

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
  criar(entrada: CriarEnderecoEntrada, asking: Asking): Promise<EnderecoGravado | Refusal | Indisponivel>;
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

export function enderecoWrites({ database, enderecos, clientes }: EnderecoWriteParts): EnderecoWrites {
  return {
    async criar(entrada, asking) {
      const checked = parseCriarEndereco(entrada);
      if (!isValid(checked)) return checked;
      const { endereco, key } = checked.valid;
      const { user } = asking.identity;
      const request =
        key === null ? null : { user, mutation: 'criarEndereco', key, fingerprint: fingerprint(endereco) };
      const repeated = await findRepeated(database, request, (id) => enderecos.find(database, id));
      if (repeated) return gravado(repeated);
      const cliente = await askOwner(
        clientes,
        { type: 'Cliente', id: endereco.clienteId, fields: 'id' },
        asking,
      );
      if ('unavailable' in cliente) return indisponivel('clientes');
      if ('absent' in cliente) return naoEncontrado('Cliente', endereco.clienteId);
      return await database.transaction((transaction) => create(transaction, endereco, request));
    },

    async atualizar(entrada) {
      const checked = parseAtualizarEndereco(entrada);
      if (!isValid(checked)) return checked;
      const { id, versao, changes } = checked.valid;
      return await inVersion(id, versao, async (transaction, current) => {
        await enderecos.update(transaction, id, { ...current, ...changes });
        return await written(transaction, id);
      });
    },

    async excluir(entrada) {
      const checked = parseVersaoDeEndereco(entrada);
      if (!isValid(checked)) return checked;
      const { id, versao } = checked.valid;
      return await inVersion<EnderecoExcluido>(id, versao, async (transaction, { clienteId, principal }) => {
        await enderecos.delete(transaction, id);
        if (principal) await enderecos.setOldestPrincipal(transaction, clienteId);
        return { __typename: 'EnderecoExcluido', id, cliente: { id: clienteId } };
      });
    },

    async definirPrincipal(entrada) {
      const checked = parseVersaoDeEndereco(entrada);
      if (!isValid(checked)) return checked;
      const { id, versao } = checked.valid;
      return await inVersion(id, versao, async (transaction, { clienteId }) => {
        await enderecos.setPrincipal(transaction, clienteId, id);
        return await written(transaction, id);
      });
    },
  };

  async function create(
    transaction: Statements,
    endereco: NovoEndereco,
    request: NamedRequest | null,
  ): Promise<EnderecoGravado | Refusal> {
    const { clienteId } = endereco;
    // The owner may have erased the customer since it was asked: the tombstone tells.
    if ((await lockReference(transaction, 'Cliente', clienteId)) === 'gone')
      return naoEncontrado('Cliente', clienteId);
    // Under the lock, where a request that is the same has committed or has not begun.
    const repeated = await findRepeated(transaction, request, (id) => enderecos.find(transaction, id));
    if (repeated) return gravado(repeated);
    const count = await enderecos.countOf(transaction, clienteId);
    if (count >= MAX_ENDERECOS) return conflito('LIMITE_DE_ENDERECOS');
    const created = await createOnce(transaction, request, {
      async insert() {
        const id = await enderecos.insert(transaction, { ...endereco, principal: count === 0 });
        if (endereco.principal && count > 0) await enderecos.setPrincipal(transaction, clienteId, id);
        return id;
      },
      find: (id) => enderecos.find(transaction, id),
      subject: () => clienteId,
    });
    return gravado(created);
  }

  /** Runs a change on an address that is still in this version, under the customer's lock. */
  async function inVersion<Outcome>(
    id: string,
    versao: number,
    change: (transaction: Statements, current: Endereco) => Promise<Outcome>,
  ): Promise<Outcome | NaoEncontrado | Conflito<Endereco>> {
    return await database.transaction(async (transaction) => {
      const before = await enderecos.find(transaction, id);
      if (!before) return naoEncontrado('Endereco', id);
      // Always the customer before the address, so that two changes of one customer cannot wait for each other.
      await lockReference(transaction, 'Cliente', before.clienteId);
      const current = await enderecos.lock(transaction, id);
      if (!current) return naoEncontrado('Endereco', id);
      if (current.versao !== versao) return conflito('VERSAO', current);
      return await change(transaction, current);
    });
  }

  async function written(transaction: Statements, id: string): Promise<EnderecoGravado> {
    const endereco = await enderecos.find(transaction, id);
    if (!endereco) throw new Error('an address that was just written is not there');
    return { __typename: 'EnderecoGravado', endereco };
  }
}

function gravado(result: Endereco | Conflito<never>): EnderecoGravado | Conflito<never> {
  return isConflict(result) ? result : { __typename: 'EnderecoGravado', endereco: result };
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
