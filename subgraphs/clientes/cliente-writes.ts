import type { Database } from '../../platform/database/database.ts';
import type { SelectedFields } from '../../platform/database/statements/reading-request.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { EventPublisher } from '../../platform/events/outbox/publisher.ts';
import type { Caller } from '../../platform/identity/callers/caller.ts';
import { eraseSubject } from '../../platform/writes/idempotency.ts';
import { createOnce, creationOutcome, keyedRequest } from '../../platform/writes/idempotent-create.ts';
import type { Conflito, ErroDeValidacao, NaoEncontrado } from '../../platform/writes/outcomes.ts';
import { present } from '../../platform/writes/read-back.ts';
import { withUniqueKeys } from '../../platform/writes/unique-keys.ts';
import { whenValid } from '../../platform/writes/validation.ts';
import { changeVersion, updateVersion, type VersionedTarget } from '../../platform/writes/version-change.ts';
import { parseAtualizarCliente, parseCriarCliente, parseExcluirCliente } from './cliente-input.ts';
import { type Cliente, type ClienteStore, CPF_KEY, type NovoCliente } from './cliente-store.ts';
import { UNIQUE_CONFLICTS } from './conflicts.ts';
import { clienteExcluido } from './events.ts';
import type { Exclusao, ExclusaoStore } from './exclusao-store.ts';
import type { AtualizarClienteEntrada, CriarClienteEntrada, ExcluirClienteEntrada } from './schema.types.ts';

/** Of a customer nothing but the id. */
const ONLY_ID: SelectedFields = new Map([['Cliente', new Set(['id'])]]);

/** The outcome of a write after which the customer is there. */
export interface ClienteGravado {
  __typename: 'ClienteGravado';
  cliente: Cliente;
}

/** The outcome of the erasure of a customer. */
export interface ClienteExcluido {
  __typename: 'ClienteExcluido';
  id: string;
  exclusao: Exclusao;
}

/** What changes customers, each in one transaction. */
export interface ClienteWrites {
  criar(
    entrada: CriarClienteEntrada,
    by: Caller,
  ): Promise<ClienteGravado | ErroDeValidacao | Conflito<Cliente>>;
  atualizar(
    entrada: AtualizarClienteEntrada,
    by: Caller,
  ): Promise<ClienteGravado | ErroDeValidacao | NaoEncontrado | Conflito<Cliente>>;
  /** @param requestId under which other domains log what they hear of it */
  excluir(
    entrada: ExcluirClienteEntrada,
    requestId?: string,
  ): Promise<ClienteExcluido | ErroDeValidacao | NaoEncontrado | Conflito<Cliente>>;
}

export interface ClienteWriteParts {
  database: Database;
  clientes: ClienteStore;
  exclusoes: ExclusaoStore;
  /** Tells the domains that hold something of a customer. */
  publisher: EventPublisher;
}

/** The writes of customers, each in a transaction of its own. */
export function clienteWrites({
  database,
  clientes,
  exclusoes,
  publisher,
}: ClienteWriteParts): ClienteWrites {
  return {
    criar: (entrada, by) =>
      whenValid(parseCriarCliente(entrada), async ({ cliente, key }) => {
        const create = (transaction: Transaction) =>
          createOnce(transaction, keyedRequest('criarCliente', by.identity, key, cliente), {
            insert: () => clientes.insert(transaction, cliente),
            find: clientes.find,
            subject: (id) => id,
          });
        return await withUniqueKeys(
          UNIQUE_CONFLICTS,
          async () => creationOutcome(await database.transaction(create), gravado),
          confirming('CriarClienteEntrada', cliente, by),
        );
      }),

    atualizar: (entrada, by) =>
      whenValid(parseAtualizarCliente(entrada), ({ id, versao, changes }) =>
        withUniqueKeys(
          UNIQUE_CONFLICTS,
          () =>
            updateVersion(
              database,
              { tipo: 'Cliente', id, versao },
              {
                lock: clientes.lock,
                find: clientes.find,
                update: (transaction, current) =>
                  clientes.update(transaction, id, { ...current, ...changes }),
                written: gravado,
              },
            ),
          confirming('AtualizarClienteEntrada', changes, by),
        ),
      ),

    excluir: (entrada, requestId) =>
      whenValid(parseExcluirCliente(entrada), (target) => excluir(target, requestId)),
  };

  /** Notes whose the value is that was taken, where the caller has that recorded: the outcome confirms that it is a customer's. */
  function confirming(input: string, { cpf, email }: Partial<NovoCliente>, { confirmed, deadline }: Caller) {
    const bounds = { selected: ONLY_ID, deadline };
    return async (key: string): Promise<void> => {
      if (!confirmed) return;
      const [field, holder] =
        key === CPF_KEY
          ? ['cpf', cpf && (await clientes.findByCpf(cpf, bounds))]
          : ['email', email && (await clientes.findByEmail(email, bounds))];
      if (holder) confirmed.note(holder.id, `${input}.${field}`);
    };
  }

  async function excluir(
    { id, versao }: Omit<VersionedTarget, 'tipo'>,
    requestId: string | undefined,
  ): Promise<ClienteExcluido | NaoEncontrado | Conflito<Cliente>> {
    const outcome = await changeVersion<Cliente, 'erased'>(
      database,
      { tipo: 'Cliente', id, versao },
      {
        lock: clientes.lock,
        async change(transaction) {
          await clientes.delete(transaction, id);
          await eraseSubject(transaction, id);
          const event = await publisher.publish(transaction, clienteExcluido(id), requestId);
          await exclusoes.insert(transaction, id, event);
          return 'erased';
        },
        // One who had been erased before: a client that did not get the first answer asks again.
        whenAbsent: async (transaction) =>
          (await exclusoes.find(id, { statements: transaction })) ? 'erased' : null,
      },
    );
    if (outcome !== 'erased') return outcome;
    return { __typename: 'ClienteExcluido', id, exclusao: present(await exclusoes.find(id)) };
  }
}

function gravado(cliente: Cliente): ClienteGravado {
  return { __typename: 'ClienteGravado', cliente };
}
