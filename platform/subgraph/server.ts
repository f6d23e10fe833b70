import type { Database } from '../database/database.ts';
import { LEDGER_DESTINATION, ledgerDelivery } from '../erasure-ledger/ledger-delivery.ts';
import { openErasureLedger } from '../erasure-ledger/open-ledger.ts';
import { waitingForLedger } from '../erasure-ledger/without-ledger.ts';
import { OutcomeUnknown } from '../errors/client-errors.ts';
import { databaseFailure } from '../errors/database-failures.ts';
import type { EventBroker } from '../events/broker/event-broker.ts';
import { UnusableReport } from '../events/event/event.ts';
import type { EventDelivery } from '../events/event/event-delivery.ts';
import type { TakeReport } from '../events/inbox/event-route.ts';
import { type Outbox, outboxOf } from '../events/inspection/outbox-state.ts';
import { startOutgoingEvents } from '../events/relay/outgoing-events.ts';
import type { PartMetrics } from '../http/server/metrics.ts';
import { ENTITIES_SCOPE } from '../identity/callers/internal-scopes.ts';
import { partIdentity, receivesEvents } from '../identity/callers/issuers.ts';
import { type Followed, openSigningKey, openTrustedKeys } from '../identity/keys/key-source.ts';
import type { SigningKey } from '../identity/keys/keys.ts';
import { createIdentitySigner, type IdentitySigner } from '../identity/tokens/tokens.ts';
import { createCursorCodec } from '../pagination/cursors.ts';
import { SubgraphFailure } from '../peers/answers/subgraph-failure.ts';
import type { DirectSubgraph } from '../peers/operations/direct-operation.ts';
import { directOrHttp, type LocalSubgraphs } from '../peers/peer.ts';
import { PeerClient } from '../peers/peer-client.ts';
import { deriveKeys } from '../process/config/derived-keys.ts';
import { Resources } from '../process/ending/resources.ts';
import type { Log } from '../process/logging/logging.ts';
import type { SubgraphConfig } from './config.ts';
import type { BuiltSubgraph, SubgraphDefinition } from './definition.ts';
import { type ExecutableSubgraph, executableSubgraph } from './execution/executable-subgraph.ts';
import { cleaningOf, startHousekeeping } from './housekeeping.ts';
import { serveSubgraph } from './routes/subgraph-http.ts';
import { openMigratedDatabase } from './tables/migrated-database.ts';
import { expectTables } from './tables/needed-tables.ts';

/** A subgraph that is up: migrated, and answering on its port when it has one. */
export interface RunningSubgraph extends DirectSubgraph, AsyncDisposable {
  readonly name: string;
  /** Where it answers; null without a port. */
  readonly url: string | null;
  /** Whether its database answers. */
  isReady(): Promise<boolean>;
  /** Takes a router's report, as over HTTP. Throws SubgraphFailure. */
  takeReport(report: Uint8Array): Promise<void>;
  /** Takes what a router has found of the graph, and gives what is asked of the router. Throws SubgraphFailure. */
  takeStatus(status: unknown): Promise<unknown>;
  /** Its outbox, for a router in the same process. Throws SubgraphFailure. */
  readonly outbox: Outbox;
  /** Its metrics, for a router in the same process; none without a port. */
  metrics(): Promise<PartMetrics>;
}

const PEER_TIMEOUT_MS = 5_000;

/**
 * Opens the database, migrates it and serves. Closes again what it opened when a step fails. Throws StartError for a definition
 * that does not list a table which it needs.
 *
 * @param options.localSubgraphs subgraphs in this process that are asked without HTTP, from when they are there
 * @param options.stopping says that it is not wanted any more before it is up
 */
export async function startSubgraph(
  definition: SubgraphDefinition,
  config: SubgraphConfig,
  log: Log,
  { localSubgraphs = new Map(), stopping }: { localSubgraphs?: LocalSubgraphs; stopping?: AbortSignal } = {},
): Promise<RunningSubgraph> {
  const { name, eventDestinations: destinations } = definition;
  expectTables(definition, config);
  await using opened = new Resources();
  const database = opened.use(await openMigratedDatabase(definition, config, log, stopping));
  const key = opened.use(openSigningKey(name, config, log));
  const clients = openClients(config, createIdentitySigner(key.current));
  for (const client of clients.values()) opened.use(client);
  const broker = await openBroker(definition, config, { key, log, opened });
  const { eventMaxAttempts: maxAttempts } = config;
  await warnOfLedger(definition, config, { database, log });
  const beside = besideDomains(definition, config, opened);
  const outgoing = opened.use(
    startOutgoingEvents({ sender: name, database, destinations, clients, beside, broker, log, maxAttempts }),
  );
  const asker = partIdentity(name, ENTITIES_SCOPE);
  const built = definition.build({
    database,
    cursors: createCursorCodec(config.identitySecret, config.identitySecretAlso),
    log,
    peers: new Map([...clients].map(([peer, client]) => [peer, directOrHttp(client, localSubgraphs, asker)])),
    publisher: outgoing.publisher,
    settings: config.settings,
    keysFor: (purpose) => deriveKeys(config, purpose),
  });
  opened.defer(() => built.close?.());
  if (broker) opened.use(broker.receive(database, built.events));
  opened.use(startHousekeeping([...cleaningOf(definition.tables, database), ...built.housekeeping], log));
  const subgraph = executableSubgraph(built, {
    name,
    log,
    off: config.switchedOff,
    maxLagMs: config.databaseReadUrls.length > 0 ? config.databaseReadLagMs : null,
  });
  const outbox = outboxOf(database, destinations);
  const { port } = config;
  const http =
    port === null
      ? null
      : opened.use(
          await serveSubgraph(definition, subgraph, { config, port, database, outbox, broker, log }),
        );
  const direct = directSubgraph(name, subgraph);
  opened.defer(direct.close);
  const resources = opened.move();
  return {
    name,
    url: http?.url ?? null,
    metrics: http ? () => http.metrics() : () => Promise.resolve([]),
    execute: direct.execute,
    takeReport: (report) => direct.takeReport(built.takeReport, report),
    takeStatus: (status) => direct.takeStatus(built.takeStatus, status),
    outbox: direct.outboxUntilClosed(outbox),
    isReady: async () => (await database.health()) === 'ready',
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/** Says that erasures wait for a ledger that this process is not given: they would never be done. */
async function warnOfLedger(
  { erasures }: SubgraphDefinition,
  { erasureLedgerUrl }: SubgraphConfig,
  { database, log }: { database: Database; log: Log },
): Promise<void> {
  if (!erasures || erasureLedgerUrl !== null) return;
  const waiting = await waitingForLedger(database);
  if (waiting > 0)
    log.warn(
      { waiting },
      'erasures wait for a ledger and ERASURE_LEDGER_URL is not set: set it, or `backup ledger settle` has them wait no more',
    );
}

/** The ledger, where there is one and something to write into it. */
function besideDomains(
  { erasures }: SubgraphDefinition,
  { erasureLedgerUrl, databaseCa }: SubgraphConfig,
  opened: Resources,
): Map<string, EventDelivery> {
  if (!erasures || erasureLedgerUrl === null) return new Map();
  const ledger = opened.use(openErasureLedger(erasureLedgerUrl, databaseCa));
  return new Map([[LEDGER_DESTINATION, ledgerDelivery(ledger, erasures)]]);
}

/** Begins to connect to the broker of events; null where there is none, or nothing to do with it. */
async function openBroker(
  { name, eventDestinations: destinations, callers }: SubgraphDefinition,
  config: SubgraphConfig,
  { key, log, opened }: { key: Followed<SigningKey>; log: Log; opened: Resources },
): Promise<EventBroker | null> {
  if (config.broker === null || (destinations.length === 0 && !receivesEvents(callers))) return null;
  // Only who has a broker needs its client.
  const { openEventBroker } = await import('../events/broker/event-broker.ts');
  const { confirmers } = await import('../events/broker/messages/messages.ts');
  const trusted = opened.use(openTrustedKeys({ ...callers, ...confirmers(destinations) }, config, log));
  return opened.use(
    openEventBroker({
      config: config.broker,
      part: name,
      destinations,
      callers,
      currentKey: key.current,
      trustedKeys: trusted.current,
      maxAttempts: config.eventMaxAttempts,
      log,
    }),
  );
}

function openClients(config: SubgraphConfig, signer: IdentitySigner): Map<string, PeerClient> {
  return new Map(
    [...config.peerUrls].map(([name, urls]) => [
      name,
      new PeerClient({
        name,
        urls,
        signer,
        timeoutMs: PEER_TIMEOUT_MS,
        batchRequests: !config.switchedOff.has('batched-requests'),
      }),
    ]),
  );
}

/** The subgraph for those in the same process; once it is closed it answers as one that is down. */
function directSubgraph(
  name: string,
  { executor, createContext, report }: ExecutableSubgraph,
): DirectSubgraph & {
  close(): void;
  takeReport(take: TakeReport | undefined, report: Uint8Array): Promise<void>;
  takeStatus(take: BuiltSubgraph['takeStatus'], status: unknown): Promise<unknown>;
  outboxUntilClosed(outbox: Outbox): Outbox;
} {
  let closed = false;
  const mustBeOpen = () => {
    if (closed) throw new SubgraphFailure(name, new Error('it has been closed'));
  };
  return {
    close() {
      closed = true;
    },
    async takeStatus(take, status) {
      mustBeOpen();
      if (!take) throw new SubgraphFailure(name, new Error('it takes none'), { kind: 'status', status: 404 });
      return await take(status);
    },
    outboxUntilClosed: (outbox) => ({
      async read() {
        mustBeOpen();
        return await outbox.read();
      },
      async replay(seq) {
        mustBeOpen();
        return await outbox.replay(seq);
      },
    }),
    async takeReport(take, report) {
      mustBeOpen();
      try {
        const taken = await take?.(report);
        if (taken === 'applied' || taken === 'repeated') return;
      } catch (error) {
        // What passes by itself says nothing of the report.
        if (databaseFailure(error) || error instanceof OutcomeUnknown) throw new SubgraphFailure(name, error);
        const status = error instanceof UnusableReport ? 400 : 500;
        throw new SubgraphFailure(name, error, { kind: 'status', status });
      }
      throw new SubgraphFailure(name, new Error('it takes no such report'), { kind: 'status', status: 422 });
    },
    async execute({ source, operationName, variables, ...caller }) {
      mustBeOpen();
      return await executor.execute({
        source,
        operationName,
        variables,
        deadline: caller.deadline,
        createContext: (selected) => createContext({ selected, ...caller }),
        onUnexpected: report(caller.requestId),
      });
    },
  };
}
