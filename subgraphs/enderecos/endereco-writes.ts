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
import { LIMITE_DE_ENDERECOS, MAX_ENDERECOS } from './conflicts.ts';
import { parseAtualizarEndereco, parseCriarEndereco, parseVersaoDeEndereco } from './endereco-input.ts';
import type { Endereco, EnderecoStore, NovoEndereco } from './endereco-store.ts';
import type {
  AtualizarEnderecoEntrada,
  CriarEnderecoEntrada,
  VersaoDeEnderecoEntrada,
} from './schema.types.ts';

/** The outcome of a write after which the address is there. */
export interface EnderecoGravado {
  __typename: 'EnderecoGravado';
  endereco: Endereco;
}

/** The outcome of the removal of an address. */
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
    criar: (entrada, caller) =>
      whenValid(parseCriarEndereco(entrada), async ({ endereco, key }) => {
        const request = keyedRequest('criarEndereco', caller.identity, key, endereco);
        const repeated = await findRepeated(database, request, enderecos.find);
        if (repeated) return creationOutcome(repeated, gravado);
        const cliente = await lookUpEntity(
          clientes,
          { type: 'Cliente', id: endereco.clienteId, fields: 'id' },
          caller,
        );
        if (cliente.kind === 'unavailable') return indisponivel('clientes');
        if (cliente.kind === 'absent') return naoEncontrado('Cliente', endereco.clienteId);
        return await database.transaction((transaction) => create(transaction, endereco, request));
      }),

    atualizar: (entrada) =>
      whenValid(parseAtualizarEndereco(entrada), ({ id, versao, changes }) =>
        update(id, versao, (transaction, current) =>
          enderecos.update(transaction, id, { ...current, ...changes }),
        ),
      ),

    excluir: (entrada) =>
      whenValid(parseVersaoDeEndereco(entrada), ({ id, versao }) =>
        changeVersion<Endereco, EnderecoExcluido>(
          database,
          { tipo: 'Endereco', id, versao },
          {
            lock,
            async change(transaction, { clienteId, principal }) {
              await enderecos.delete(transaction, id);
              if (principal) await enderecos.setOldestPrincipal(transaction, clienteId);
              return { __typename: 'EnderecoExcluido', id, cliente: { id: clienteId } };
            },
          },
        ),
      ),

    definirPrincipal: (entrada) =>
      whenValid(parseVersaoDeEndereco(entrada), ({ id, versao }) =>
        update(id, versao, (transaction, { clienteId }) =>
          enderecos.setPrincipal(transaction, clienteId, id),
        ),
      ),
  };

  async function create(
    transaction: Transaction,
    endereco: NovoEndereco,
    request: KeyedRequest | null,
  ): Promise<EnderecoGravado | Refusal> {
    const { clienteId } = endereco;
    // The owner may have erased the customer since it was asked: the tombstone tells.
    if ((await lockReference(transaction, 'Cliente', clienteId)) === 'gone')
      return naoEncontrado('Cliente', clienteId);
    // Under the lock, where a request that is the same has committed or has not begun.
    const repeated = await findRepeated(transaction, request, enderecos.find);
    if (repeated) return creationOutcome(repeated, gravado);
    const count = await enderecos.countOf(transaction, clienteId);
    if (count >= MAX_ENDERECOS) return conflito(LIMITE_DE_ENDERECOS);
    const created = await createOnce(transaction, request, {
      async insert() {
        const id = await enderecos.insert(transaction, { ...endereco, principal: count === 0 });
        if (endereco.principal && count > 0) await enderecos.setPrincipal(transaction, clienteId, id);
        return id;
      },
      find: enderecos.find,
      subject: () => clienteId,
    });
    return creationOutcome(created, gravado);
  }

  /** Changes an address under the customer's lock. */
  function update(
    id: string,
    versao: number,
    write: (transaction: Transaction, current: Endereco) => Promise<void>,
  ): Promise<EnderecoGravado | NaoEncontrado | Conflito<Endereco>> {
    return updateVersion(
      database,
      { tipo: 'Endereco', id, versao },
      { lock, find: enderecos.find, update: write, written: gravado },
    );
  }

  /** Always the customer before the address, so that two changes of one customer cannot wait for each other. */
  async function lock(transaction: Transaction, id: string): Promise<Endereco | null> {
    const before = await enderecos.find(transaction, id);
    if (!before) return null;
    await lockReference(transaction, 'Cliente', before.clienteId);
    return await enderecos.lock(transaction, id);
  }
}

function gravado(endereco: Endereco): EnderecoGravado {
  return { __typename: 'EnderecoGravado', endereco };
}
