import { type Database, isDuplicate, type Statements } from '../../platform/database/database.ts';
import { publish } from '../../platform/events/outbox.ts';
import type { Identity } from '../../platform/identity/identity.ts';
import { eraseSubject, fingerprint } from '../../platform/writes/idempotency.ts';
import { createOnce, isConflict } from '../../platform/writes/idempotent-create.ts';
import {
  type Conflito,
  conflito,
  type ErroDeValidacao,
  type NaoEncontrado,
  naoEncontrado,
} from '../../platform/writes/outcomes.ts';
import { isValid } from '../../platform/writes/validation.ts';
import {
  type CriarCliente,
  parseAtualizarCliente,
  parseCriarCliente,
  parseExcluirCliente,
} from './cliente-input.ts';
import { type Cliente, type ClienteStore, CPF_KEY, EMAIL_KEY } from './cliente-store.ts';
import type { Exclusao, ExclusaoStore } from './exclusao-store.ts';
import type { AtualizarClienteEntrada, CriarClienteEntrada, ExcluirClienteEntrada } from './schema.types.ts';

export interface ClienteGravado {
  __typename: 'ClienteGravado';
  cliente: Cliente;
}

export interface ClienteExcluido {
  __typename: 'ClienteExcluido';
  id: string;
  exclusao: Exclusao;
}

/** What changes customers, each in one transaction. */
export interface ClienteWrites {
  criar(
    entrada: CriarClienteEntrada,
    by: Identity,
  ): Promise<ClienteGravado | ErroDeValidacao | Conflito<Cliente>>;
  atualizar(
    entrada: AtualizarClienteEntrada,
  ): Promise<ClienteGravado | ErroDeValidacao | NaoEncontrado | Conflito<Cliente>>;
  excluir(
    entrada: ExcluirClienteEntrada,
  ): Promise<ClienteExcluido | ErroDeValidacao | NaoEncontrado | Conflito<Cliente>>;
}

export interface ClienteWriteParts {
  database: Database;
  clientes: ClienteStore;
  exclusoes: ExclusaoStore;
  /** The domains that hold something of a customer. */
  destinations: readonly string[];
  eventCommitted(): void;
}

export function clienteWrites({
  database,
  clientes,
  exclusoes,
  destinations,
  eventCommitted,
}: ClienteWriteParts): ClienteWrites {
  return {
    async criar(entrada, by) {
      const checked = parseCriarCliente(entrada);
      if (!isValid(checked)) return checked;
      return await orConflict(() =>
        database.transaction((transaction) => create(transaction, checked.valid, by)),
      );
    },

    async atualizar(entrada) {
      const checked = parseAtualizarCliente(entrada);
      if (!isValid(checked)) return checked;
      const { id, versao, changes } = checked.valid;
      return await orConflict(() =>
        database.transaction(async (transaction) => {
          const current = await clientes.lock(transaction, id);
          if (!current) return naoEncontrado('Cliente', id);
          if (current.versao !== versao) return conflito('VERSAO', current);
          await clientes.update(transaction, id, { ...current, ...changes });
          return await written(transaction, id);
        }),
      );
    },

    async excluir(entrada) {
      const checked = parseExcluirCliente(entrada);
      if (!isValid(checked)) return checked;
      const { id, versao } = checked.valid;
      const refused = await database.transaction(async (transaction) => {
        const current = await clientes.lock(transaction, id);
        if (!current) return (await exclusoes.find(id, transaction)) ? null : naoEncontrado('Cliente', id);
        if (current.versao !== versao) return conflito('VERSAO', current);
        await clientes.delete(transaction, id);
        await eraseSubject(transaction, id);
        const event = { aggregatetype: 'Cliente', aggregateid: id, type: 'ClienteExcluido', payload: { id } };
        await exclusoes.insert(transaction, id, await publish(transaction, event, destinations));
        return null;
      });
      if (refused) return refused;
      eventCommitted();
      // Also for one who had been erased before: a client that did not get the first answer asks again.
      const exclusao = await exclusoes.find(id);
      if (!exclusao) throw new Error('an erasure that was committed is not there');
      return { __typename: 'ClienteExcluido', id, exclusao };
    },
  };

  async function create(
    transaction: Statements,
    { cliente, key }: CriarCliente,
    by: Identity,
  ): Promise<ClienteGravado | Conflito<Cliente>> {
    const request =
      key === null
        ? null
        : { user: by.user, mutation: 'criarCliente', key, fingerprint: fingerprint(cliente) };
    const created = await createOnce(transaction, request, {
      insert: () => clientes.insert(transaction, cliente),
      find: (id) => clientes.find(transaction, id),
      subject: (id) => id,
    });
    return isConflict(created) ? created : { __typename: 'ClienteGravado', cliente: created };
  }

  async function written(transaction: Statements, id: string): Promise<ClienteGravado> {
    const cliente = await clientes.find(transaction, id);
    if (!cliente) throw new Error('a customer that was just written is not there');
    return { __typename: 'ClienteGravado', cliente };
  }
}

/** A CPF or e-mail that another customer has, also one who was registered at the same moment, is a conflict. */
async function orConflict<Result>(write: () => Promise<Result>): Promise<Result | Conflito<Cliente>> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicate(error, CPF_KEY)) return conflito('CPF_EM_USO');
    if (isDuplicate(error, EMAIL_KEY)) return conflito('EMAIL_EM_USO');
    throw error;
  }
}
