import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { jetstream } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { natsAccount } from '../../../tests/support/nats/nats-credentials.ts';
import { natsProgram } from '../../../tests/support/nats/nats-program.ts';
import { startNats } from '../../../tests/support/nats/nats-server.ts';
import {
  Applied,
  brokerOf,
  configOf,
  eventOf,
  metric,
  openTwoDomains,
  SECRET,
  SOON,
  type TwoDomains,
} from '../../../tests/support/nats/two-domains.ts';
import type { Database } from '../../database/database.ts';
import { CONFIRMATION_SCOPE, EVENT_SCOPE } from '../../identity/callers/internal-scopes.ts';
import { derivedSigningKey } from '../../identity/keys/keys.ts';
import { signMessage } from '../../identity/tokens/signed-messages.ts';
import { readBacklog } from '../inspection/backlog.ts';
import type { BrokerConfig } from './broker-config.ts';
import { streamNames } from './connection/stream-names.ts';
import { emptyStreams } from './losses/empty-streams.ts';
import {
  confirmationAudience,
  confirmationBody,
  eventAudience,
  eventBody,
  SIGNATURE_HEADER,
} from './messages/messages.ts';

const { events: EVENTS_STREAM, confirmations: CONFIRMATIONS_STREAM, ...names } = streamNames(null);
const { eventSubject, confirmationSubject } = names;
const nats = await natsProgram();
if (nats.kind === 'none') console.log(`events over NATS are not tested: ${nats.why}`);

const execFileAsync = promisify(execFile);
let domains: TwoDomains;
let sender: Database;

beforeAll(async () => {
  domains = await openTwoDomains(inject('adminUrl'));
  ({ sender } = domains);
});
beforeEach(() => domains.empty());
afterAll(() => domains[Symbol.asyncDispose]());

describe.skipIf(nats.kind === 'none')('who may do what on the broker', () => {
  test('a message that somebody else has put on the broker is refused, and so is a confirmation', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const applied = new Applied();
    await using sending = domains.startSender(config);
    await domains.publishAll(eventOf('1', 1));
    await domains.untilPublished(1);
    const [published] = await sender.read<{ id: string }>('SELECT id FROM outbox', []);
    const forger = await connect({ servers: server.url });
    const put = async (subject: string, body: Uint8Array, signature: string) => {
      const carried = headers();
      carried.set(SIGNATURE_HEADER, signature);
      await jetstream(forger).publish(subject, body, { headers: carried });
    };
    const event = { id: '00000000-0000-4000-8000-000000000001', ...eventOf('9', 9) };
    const body = eventBody({ event, publication: 0 });
    const signed = (part: string, more: object = {}) =>
      signMessage(derivedSigningKey(SECRET, part), {
        audience: eventAudience('enderecos'),
        scope: EVENT_SCOPE,
        body,
        ...more,
      });
    const subject = eventSubject('enderecos', 'clientes', 'Mudou');

    // A confirmation that nobody has signed, and one of another domain.
    const said = {
      evento: published?.id ?? '',
      publicacao: 0,
      resultado: 'aplicado',
      tentativas: 1,
      motivo: null,
    } as const;
    const confirmed = confirmationBody(said);
    await put(confirmationSubject('clientes', 'enderecos'), confirmed, '');
    await put(
      confirmationSubject('clientes', 'enderecos'),
      confirmed,
      await signMessage(derivedSigningKey(SECRET, 'inventario'), {
        audience: confirmationAudience('clientes'),
        scope: CONFIRMATION_SCOPE,
        body: confirmed,
      }),
    );
    await vi.waitFor(async () => expect(await metric(sending.broker, 'events_refused_total')).toBe(2), SOON);
    expect(await readBacklog(sender)).toMatchObject([{ pending: 1, published: 1 }]);

    await put(subject, body, '');
    await put(subject, body, await signed('inventario'));
    await put(subject, body, await signed('clientes', { body: new Uint8Array(3) }));
    await put(subject, body, await signed('clientes', { audience: eventAudience('inventario') }));
    await put(subject, new Uint8Array(3), await signed('clientes', { body: new Uint8Array(3) }));
    await using receiving = domains.startReceiver(config, applied);
    await domains.everythingIsConfirmed();
    await vi.waitFor(
      async () => expect(await metric(receiving.broker, 'events_refused_total')).toBe(5),
      SOON,
    );
    await vi.waitFor(async () => expect(await metric(receiving.broker, 'events_waiting')).toBe(0), SOON);
    expect(applied.numbers).toEqual([1]);
    await forger.close();
  });

  test('a stream of another kind is not written to, and it is said what to do', async () => {
    await using server = await startNats();
    const other = await connect({ servers: server.url });
    await (await jetstream(other).jetstreamManager()).streams.add({
      name: EVENTS_STREAM,
      subjects: ['eventos.>'],
    });
    await other.close();
    await using sending = domains.startSender(configOf(server));

    await vi.waitFor(
      () => expect(sending.broker.problem()).toMatch(/the stream EVENTOS of the broker is of another kind/),
      SOON,
    );
  });

  test('over TLS with a CA, as a user with a password; a wrong one of each is said and nothing is sent', async () => {
    const certificate = (file: string) => resolve('tests/support/certificates', file);
    const tls = `tls { cert_file: "${certificate('first.cert.pem')}", key_file: "${certificate('first.key.pem')}" }`;
    await using server = await startNats(
      `${tls}\nauthorization { users: [{ user: clientes, password: "uma/senha" }] }`,
    );
    const url = (password: string) => `tls://clientes:${password}@localhost:${server.port}`;
    const EVENTS_CA = readFileSync(certificate('first.cert.pem'), 'utf8');
    const problemOf = async (config: BrokerConfig, what: RegExp) => {
      await using broker = brokerOf('clientes', config);
      await vi.waitFor(() => expect(broker.problem() ?? 'none').toMatch(what), SOON);
    };

    await problemOf(configOf({ url: url('uma%2Fsenha') }, { EVENTS_CA }), /^none$/);
    await problemOf(configOf({ url: url('outra') }, { EVENTS_CA }), /authorization/i);
    await problemOf(configOf({ url: url('uma%2Fsenha') }), /SELF_SIGNED|self-signed/);
    await using plain = await startNats();
    await problemOf(
      configOf({ url: `tls://localhost:${plain.port}` }, { EVENTS_CA }),
      /does not support 'tls'/,
    );
  });

  test('with the credentials of a user of an operator', async () => {
    const { settings, credentials } = natsAccount();
    await using server = await startNats(settings);
    // Of two servers one is not there.
    const servers = { url: `nats://127.0.0.1:1,${server.url}` };
    await using broker = brokerOf('clientes', configOf(servers, { EVENTS_CREDENTIALS: credentials }));
    await vi.waitFor(() => expect(broker.problem()).toBeNull(), SOON);
    await using stranger = brokerOf(
      'clientes',
      configOf(server, { EVENTS_CREDENTIALS: natsAccount().credentials }),
    );
    await vi.waitFor(() => expect(stranger.problem()).toMatch(/authorization/i), SOON);
  });

  test.each([null, 'testes'])(
    'as users that the shipped configuration of the server lets do what their parts have to, and nothing else, with the prefix %s',
    async (prefix) => {
      const root = await mkdtemp(join(tmpdir(), 'nats-conf-'));
      // Declared before the server, and so removed when the server writes there no more.
      await using _files = { [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
      await mkdir(join(root, 'etc/nats'), { recursive: true });
      await mkdir(join(root, 'run/secrets'), { recursive: true });
      const file = join(root, 'etc/nats/nats-server.conf');
      const shipped = readFileSync('deploy/nats/nats-server.conf', 'utf8');
      await writeFile(
        file,
        shipped
          .replace('store_dir: /data', `store_dir: "${join(root, 'data')}"`)
          // The user of the operators, switched on.
          .replace(/^ {4}# (\{ user: operacao| {2}publish: | {2}subscribe: |\} \})/gm, '    $1'),
      );
      if (prefix !== null) {
        const [, command = ''] =
          /^(sed -i .*) nats-server\.conf$/m.exec(readFileSync('docs/events.md', 'utf8')) ?? [];
        await execFileAsync('sh', ['-c', `${command} "${file}"`]);
      }
      const names = streamNames(prefix);
      const passwords = ['clientes', 'enderecos', 'inventario', 'acessos', 'operacao'].map(
        (part) => `${part}_password: "de ${part}"`,
      );
      await writeFile(join(root, 'run/secrets/nats_passwords'), passwords.join('\n'));
      await using server = await startNats('', file);
      const as = (part: string) =>
        configOf(
          { url: `nats://${part}:de%20${part}@127.0.0.1:${server.port}` },
          prefix === null ? {} : { EVENTS_PREFIX: prefix },
        );
      const applied = new Applied();
      applied.failures.set('1', 1);
      await using sending = domains.startSender(as('clientes'), 50);
      await domains.publishAll(eventOf('1', 1));
      // It is looked for while nobody has confirmed it.
      await vi.waitFor(async () => {
        const rows = await sender.read('SELECT publicacoes FROM outbox_entrega WHERE vez > 2', []);
        expect(rows).toEqual([{ publicacoes: 1 }]);
      }, SOON);
      await using receiving = domains.startReceiver(as('enderecos'), applied);
      await domains.everythingIsConfirmed();
      expect(applied.numbers).toEqual([1]);
      expect([sending.broker.problem(), receiving.broker.problem()]).toEqual([null, null]);

      const enderecos = await connect({
        servers: `127.0.0.1:${server.port}`,
        user: 'enderecos',
        pass: 'de enderecos',
        inboxPrefix: '_INBOX_enderecos',
      });
      const refused = [
        names.eventSubject('inventario', 'clientes', 'Mudou'),
        names.confirmationSubject('clientes', 'inventario'),
        `$JS.API.STREAM.PURGE.${names.events}`,
        `$JS.API.CONSUMER.MSG.NEXT.${names.events}.inventario`,
      ];
      for (const subject of refused) {
        await expect(enderecos.request(subject, new Uint8Array(0), { timeout: 2_000 })).rejects.toThrow(
          /permissions violation/i,
        );
      }
      await enderecos.close();
      // What was confirmed a moment ago may still lie there.
      expect(await emptyStreams(as('operacao'))).toBeLessThanOrEqual(2);
      await expect.poll(() => emptyStreams(as('operacao'), ['clientes'])).toBe(0);
      await expect(emptyStreams(as('clientes'))).rejects.toThrow(/the broker is not available/);
    },
  );
});
