import type { Migration } from '../../database/migrations/migrations.ts';
import type { PlatformTable } from '../../database/migrations/platform-table.ts';
import { forgetDelivered } from './forget-delivered.ts';

const createOutbox: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE outbox (
        seq BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        aggregatetype VARCHAR(60) NOT NULL,
        aggregateid VARCHAR(40) NOT NULL,
        type VARCHAR(60) NOT NULL,
        payload JSON NOT NULL,
        criado_em DATETIME(3) NOT NULL,
        PRIMARY KEY (seq),
        UNIQUE KEY outbox_id (id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await alter(`
      CREATE TABLE outbox_entrega (
        seq BIGINT UNSIGNED NOT NULL,
        destino VARCHAR(60) NOT NULL,
        aggregateid VARCHAR(40) NOT NULL,
        estado VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PENDENTE',
        tentativas INT UNSIGNED NOT NULL DEFAULT 0,
        proxima_tentativa_em DATETIME(3) NOT NULL,
        ultimo_erro VARCHAR(200) NULL,
        entregue_em DATETIME(3) NULL,
        PRIMARY KEY (seq, destino),
        KEY outbox_entrega_pendentes (destino, estado, proxima_tentativa_em, seq),
        KEY outbox_entrega_em_ordem (destino, aggregateid, seq),
        KEY outbox_entrega_entregues (estado, entregue_em),
        CONSTRAINT outbox_entrega_do_evento FOREIGN KEY (seq) REFERENCES outbox (seq) ON DELETE CASCADE,
        CONSTRAINT outbox_entrega_estado CHECK (estado IN ('PENDENTE', 'ENTREGUE', 'MORTA'))
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};

/** A delivery that is given up stays, as what it is: the domain has not had the event. */
const keepDiscarded: Migration = {
  async up({ alter }) {
    await alter(`
      ALTER TABLE outbox_entrega
        MODIFY estado VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PENDENTE',
        DROP CONSTRAINT outbox_entrega_estado,
        ADD CONSTRAINT outbox_entrega_estado_valido CHECK (estado IN ('PENDENTE', 'ENTREGUE', 'MORTA', 'DESCARTADA'))`);
  },
};

/**
 * A delivery is taken by counting `vez` up, which only one of many can do, and is not due for others meanwhile. Without
 * the foreign key, because clusters with several writers refuse statements that cascade
 * (https://dev.mysql.com/doc/refman/8.4/en/group-replication-limitations.html).
 */
const takeByTurns: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE outbox_entrega ADD COLUMN vez BIGINT UNSIGNED NOT NULL DEFAULT 0');
    await alter('ALTER TABLE outbox_entrega DROP FOREIGN KEY outbox_entrega_do_evento');
  },
};

/** The trace that an event was written in, by which its deliveries are part of it; null where nothing was traced. */
const traceEvents: Migration = {
  async up({ alter }) {
    await alter(
      'ALTER TABLE outbox ADD COLUMN traceparent CHAR(55) CHARACTER SET ascii COLLATE ascii_bin NULL',
    );
  },
};

/** The id of the request that an event was written for, under which its deliveries are logged; null where there was none. */
const nameRequests: Migration = {
  async up({ alter }) {
    await alter(
      'ALTER TABLE outbox ADD COLUMN requisicao VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL',
    );
  },
};

/**
 * What a broker has of a delivery: since when, how often it was given to it, and where it lies there. Such a delivery is still
 * PENDENTE, so that later ones about the same aggregate wait for it, and a release before this one sends it over HTTP when
 * it is due.
 */
const publishToBroker: Migration = {
  async up({ alter }) {
    await alter(`
      ALTER TABLE outbox_entrega
        ADD COLUMN publicada_em DATETIME(3) NULL,
        ADD COLUMN publicacoes INT UNSIGNED NOT NULL DEFAULT 0,
        ADD COLUMN posicao BIGINT UNSIGNED NULL`);
  },
};

/**
 * From which publication on a domain's word counts: one that was restored meanwhile may have said of an earlier one that it has
 * applied it, and have lost that.
 */
const distrustBefore: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE outbox_entrega ADD COLUMN vale_desde INT UNSIGNED NOT NULL DEFAULT 0');
  },
};

/**
 * The transactional outbox (https://microservices.io/patterns/data/transactional-outbox.html): events are written in
 * the transaction of what they tell. `outbox` has the columns that Debezium's outbox event router reads;
 * `outbox_entrega` has a row for each domain that an event goes to.
 */
export const outbox: PlatformTable = {
  name: 'outbox',
  migrations: {
    'outbox-0001-create': createOutbox,
    'outbox-0002-keep-discarded': keepDiscarded,
    'outbox-0003-take-by-turns': takeByTurns,
    'outbox-0004-publish-to-broker': publishToBroker,
    'outbox-0005-distrust-before': distrustBefore,
    'outbox-0006-trace-events': traceEvents,
    'outbox-0007-name-requests': nameRequests,
  },
  forgetOld: forgetDelivered,
};
