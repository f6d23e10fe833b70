import * as v from 'valibot';
import type { Database } from '../../../platform/database/database.ts';
import { deleteInSteps } from '../../../platform/database/housekeeping/delete-in-steps.ts';
import type { ReadBounds } from '../../../platform/database/statements/reading-request.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import { type RouterStatus, routerStatus } from '../../../platform/events/inspection/router-status.ts';

/** What a router has last said, and how long ago. */
export interface SeenRouter {
  status: RouterStatus;
  seenAt: Date;
  msAgo: number;
}

/** All SQL on `roteador`. */
export interface RoteadorStore {
  /** Keeps what a router says in place of what it said before; forgets one that ends. */
  put(status: RouterStatus): Promise<void>;
  /** Those of the last ten minutes, at most 100, the one that has said something last first. */
  findSeen(bounds?: ReadBounds, statements?: Statements): Promise<SeenRouter[]>;
  forgetOld(stopping?: AbortSignal): Promise<void>;
}

const SHOWN_MINUTES = 10;
const MAX_SHOWN = 100;

/** The store of routers on its schema. */
export function roteadorStore(database: Database): RoteadorStore {
  return {
    async put(status) {
      if (status.nextInMs === null) {
        await database.write('DELETE FROM roteador WHERE id = ?', [status.id]);
        return;
      }
      // What was done is said once, and kept with what was asked.
      const relato = JSON.stringify({ ...status, done: [] });
      await database.write(
        `INSERT INTO roteador (id, visto_em, relato) VALUES (?, NOW(3), ?)
         ON DUPLICATE KEY UPDATE visto_em = VALUES(visto_em), relato = VALUES(relato)`,
        [status.id, relato],
      );
    },

    async findSeen(bounds, statements = database) {
      const rows = await statements.read<{ relato: string; seenAt: Date; msAgo: string }>(
        `SELECT relato, visto_em AS seenAt, TIMESTAMPDIFF(MICROSECOND, visto_em, NOW(3)) DIV 1000 AS msAgo
           FROM roteador WHERE visto_em > NOW(3) - INTERVAL ${SHOWN_MINUTES} MINUTE
          ORDER BY visto_em DESC LIMIT ${MAX_SHOWN}`,
        [],
        bounds,
      );
      return rows.flatMap(({ relato, seenAt, msAgo }) => {
        // As `put` has written it, maybe that of another release.
        const parsed = v.safeParse(routerStatus, JSON.parse(relato));
        return parsed.success ? [{ status: parsed.output, seenAt, msAgo: Number(msAgo) }] : [];
      });
    },

    async forgetOld(stopping) {
      await deleteInSteps(
        database,
        `DELETE FROM roteador WHERE visto_em < NOW(3) - INTERVAL ${SHOWN_MINUTES} MINUTE`,
        stopping,
      );
    },
  };
}
