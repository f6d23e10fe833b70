import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { describe, expect, inject, test, vi } from 'vitest';
import { type Network, startNetwork } from '../../dev/network/network.ts';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { openBroker } from '../../platform/events/broker/connection/broker-connection.ts';
import { streamNames } from '../../platform/events/broker/connection/stream-names.ts';
import {
  confirmationAudience,
  confirmationBody,
  eventAudience,
  eventBody,
} from '../../platform/events/broker/messages/messages.ts';
import { type SignedMessage, sendSigned } from '../../platform/events/broker/messages/send-signed.ts';
import { CONFIRMATION_SCOPE, EVENT_SCOPE } from '../../platform/identity/callers/internal-scopes.ts';
import { derivedSigningKey } from '../../platform/identity/keys/keys.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { natsProgram } from '../support/nats/nats-program.ts';
import { type NatsServer, startNats } from '../support/nats/nats-server.ts';
import { configOf } from '../support/nats/two-domains.ts';
import { mutate, novoCliente, novoEndereco } from '../support/networks/mutations.ts';
import { postQuery, type TestNetwork } from '../support/networks/test-network.ts';
import { TEST_SECRET } from '../support/networks/test-subgraph.ts';
import { backupOf, restore, type Schemas, schemasOf, testFolder } from './schemas.ts';

const SOON = { timeout: 30_000 };
const names = streamNames(null);
const nats = await natsProgram();
if (nats.kind === 'none') console.log(`restores with a broker are not tested: ${nats.why}`);

/** The graph on some schemas and a broker, as its processes run it. */
async function start(
  { prefix, world }: Schemas,
  server: NatsServer,
): Promise<TestNetwork & { create(number: number): Promise<string>; erase(id: string): Promise<void> }> {
  const network: Network = await startNetwork({
    adminUrl: inject('adminUrl'),
    prefix,
    transport: 'direct',
    firstPort: 0,
    identitySecret: TEST_SECRET,
    logLevel: 'silent',
    env: {
      EVENTS_URL: server.url,
      MAX_WAIT_MS: '60000',
      ACCESS_TRACKING: 'off',
      ...(world.ledgerUrl === null ? {} : { ERASURE_LEDGER_URL: world.ledgerUrl }),
    },
  });
  const url = `${network.router.url}/graphql`;
  const graph: TestNetwork = {
    network,
    url: network.router.url,
    query: (...request) => postQuery(url, ...request),
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  };
  return {
    ...graph,
    async create(number) {
      const { cliente } = await mutate(graph, 'criarCliente', novoCliente(number, cpfOf(number)));
      await mutate(graph, 'criarEndereco', novoEndereco(cliente.id));
      return cliente.id;
    },
    async erase(id) {
      await mutate(graph, 'excluirCliente', { id, versao: 1 });
      await untilErased(graph, id);
    },
  };
}

const untilErased = (graph: TestNetwork, id: string) =>
  vi.waitFor(
    async () =>
      expect((await graph.query(`{ exclusao(id: ${id}) { estado } }`)).body.data.exclusao).toEqual({
        estado: 'CONCLUIDA',
      }),
    SOON,
  );

/** Empties some of the schemas, as somebody does before a restore. */
async function emptySchemas({ world, prefix }: Schemas, only?: string): Promise<void> {
  const chosen = world.definitions.filter(({ name }) => only === undefined || name === only);
  await dropSchemas(inject('adminUrl'), chosen, prefix);
  await createSchemas(inject('adminUrl'), chosen, prefix);
}

/** Puts a message on the broker as a part does. */
async function send(server: NatsServer, part: string, message: Omit<SignedMessage, 'id' | 'requestId'>) {
  const log = createLog('test', 'silent');
  await using broker = openBroker({ config: configOf(server), part, prepare: async () => {}, log });
  await vi.waitFor(() => expect(broker.problem()).toBeNull(), SOON);
  const key = derivedSigningKey(TEST_SECRET, part);
  await sendSigned(broker, key, { ...message, id: randomUUID(), requestId: randomUUID() });
}

async function schemasWith(server: NatsServer): Promise<Schemas> {
  const ledgerUrl = pathToFileURL(join(await testFolder(), 'erasures.log')).href;
  return await schemasOf('empty', { ledgerUrl, broker: configOf(server) });
}

const addresses = ({ rows }: Schemas) =>
  rows('enderecos', 'SELECT id_cliente AS id FROM endereco ORDER BY 1');

describe.skipIf(nats.kind === 'none')('with events over a broker', { timeout: 180_000 }, () => {
  test('enderecos alone, restored from before an erasure: what it said before the restore confirms nothing', async () => {
    await using server = await startNats();
    const schemas = await schemasWith(server);
    let [alive, erased, folder] = ['', '', ''];
    {
      await using graph = await start(schemas, server);
      alive = await graph.create(1);
      erased = await graph.create(2);
      folder = await backupOf(schemas.world);
      await graph.erase(erased);
    }
    // As if the word of enderecos had not been read yet.
    const [event] = await schemas.rows('clientes', 'SELECT id FROM outbox');
    await using clientes = openDatabase({ url: schemas.urls.get('clientes') ?? '', poolSize: 1 });
    await clientes.write(
      `UPDATE outbox_entrega SET estado = 'PENDENTE', posicao = 1, publicacoes = 1, entregue_em = NULL,
              proxima_tentativa_em = NOW(3) + INTERVAL 1 HOUR WHERE destino = 'enderecos'`,
      [],
    );
    await send(server, 'enderecos', {
      stream: names.confirmations,
      subject: names.confirmationSubject('clientes', 'enderecos'),
      audience: confirmationAudience('clientes'),
      scope: CONFIRMATION_SCOPE,
      body: confirmationBody({
        evento: String(event?.id),
        publicacao: 0,
        resultado: 'aplicado',
        tentativas: 1,
        motivo: null,
      }),
    });
    await emptySchemas(schemas, 'enderecos');

    await restore(folder, schemas.world, { only: ['enderecos'], withoutLedger: false });

    expect(await addresses(schemas)).toEqual([{ id: alive }]);
    await using graph = await start(schemas, server);
    await untilErased(graph, erased);
    expect(await schemas.rows('enderecos', `SELECT id FROM inbox WHERE id = '${event?.id}'`)).toEqual([
      event,
    ]);
    expect(
      await clientes.read(
        "SELECT estado, publicacoes > 1000000000 AS anew FROM outbox_entrega WHERE destino = 'enderecos'",
        [],
      ),
    ).toEqual([{ estado: 'ENTREGUE', anew: '1' }]);
    expect(await addresses(schemas)).toEqual([{ id: alive }]);
  });

  test.each(['as it went on', 'put back too'])(
    'all domains, restored from one dump, and the broker %s: nothing of the time that is gone happens, and nobody is back',
    async (kept) => {
      await using server = await startNats();
      const schemas = await schemasWith(server);
      const copy = join(await testFolder(), 'store');
      let [first, erased, last, folder] = ['', '', '', ''];
      {
        await using graph = await start(schemas, server);
        first = await graph.create(1);
        erased = await graph.create(2);
        folder = await backupOf(schemas.world);
        await server.copyTo(copy);
        await server.restart();
        last = await graph.create(3);
        await graph.erase(erased);
        await graph.erase(last);
      }
      const next = String(Number(last) + 1);
      if (kept === 'put back too') {
        await server.rollBackTo(copy);
        await server.restart();
      } else {
        // Of a customer that nobody knows any more, and whose id is given again.
        const event = {
          id: randomUUID(),
          aggregatetype: 'Cliente',
          aggregateid: next,
          type: 'ClienteExcluido',
          payload: { id: next },
        };
        await send(server, 'clientes', {
          stream: names.events,
          subject: names.eventSubject('enderecos', 'clientes', event.type),
          audience: eventAudience('enderecos'),
          scope: EVENT_SCOPE,
          body: eventBody({ event, publication: 0 }),
        });
      }
      await emptySchemas(schemas);

      await restore(folder, schemas.world, { withoutLedger: false });

      await using graph = await start(schemas, server);
      expect(await graph.create(4)).toBe(next);
      await graph.erase(first);
      await untilErased(graph, erased);
      expect(await addresses(schemas)).toEqual([{ id: next }]);
      expect(await schemas.rows('clientes', 'SELECT id FROM cadastro')).toEqual([{ id: next }]);
      expect(
        await schemas.rows('clientes', "SELECT COUNT(*) AS n FROM outbox_entrega WHERE estado <> 'ENTREGUE'"),
      ).toEqual([{ n: '0' }]);
      expect(
        await schemas.rows('enderecos', 'SELECT id FROM referencia WHERE apagado_em IS NOT NULL ORDER BY id'),
      ).toEqual([first, erased, last].map((id) => ({ id })));
    },
  );

  test('a broker that is named and cannot be emptied is found before anything is changed', async () => {
    await using server = await startNats();
    const schemas = await schemasOf('some');
    const folder = await backupOf(schemas.world);
    const target = await schemasOf('empty', { broker: configOf(server) });
    await server.kill();

    await expect(restore(folder, target.world)).rejects.toThrow(/the broker is not available: .*PURGE/);
    const connection = await createConnection({ uri: target.urls.get('clientes') ?? '' });
    expect((await connection.query('SHOW TABLES'))[0]).toEqual([]);
    await connection.end();
  });
});
