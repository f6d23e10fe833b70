import * as v from 'valibot';
import { isDay } from '../../../usage-format/day.ts';
import { parseYaml } from '../../inputs/yaml-file.ts';
import { list, mapping, TEXT } from '../../inputs/yaml-values.ts';
import type { Change } from '../changes/change.ts';
import { type Finding, finding } from '../finding.ts';

/** Somebody's consent to one breaking change. */
export interface Approval {
  change: string;
  who: string;
  why: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  expires: string;
  file: string;
  line: number;
}

const APPROVALS = mapping({
  approvals: list(
    mapping({
      change: TEXT,
      who: TEXT,
      why: TEXT,
      expires: v.pipe(TEXT, v.check(isDay, 'expected a day such as "2026-12-31".')),
    }),
  ),
});

/** The approvals in a file's text: a list of `change`, `who`, `why` and `expires`. Throws CannotRun with all problems. */
export function parseApprovals(text: string, file: string): Approval[] {
  const yaml = parseYaml(text, file);
  const { approvals } = yaml.read(APPROVALS);
  return approvals.map((one, index) => ({ ...one, file, line: yaml.lineOf(['approvals', index]) }));
}

/** The approval that lets a change pass today, null when there is none. */
export function approvalOf(change: Change, approvals: readonly Approval[], today: string): Approval | null {
  return approvals.find((one) => one.change === change.id && one.expires >= today) ?? null;
}

/** Approvals that have expired or approve nothing, so that the file does not fill up with them. */
export function staleApprovals(
  approvals: readonly Approval[],
  approvable: readonly Pick<Change, 'id'>[],
  today: string,
): Finding[] {
  return approvals.flatMap((approval) => {
    const { change, who, expires, file, line } = approval;
    const place = { file, line };
    if (expires < today) {
      return [
        finding(
          'approvals',
          'warning',
          'APPROVAL_EXPIRED',
          `The approval of ${change} by ${who} expired on ${expires}.`,
          {
            place,
          },
        ),
      ];
    }
    if (approvable.some(({ id }) => id === change)) return [];
    const other = approvable.find(({ id }) => id.startsWith(`${change.split(':').slice(0, 3).join(':')}:`));
    return [
      finding(
        'approvals',
        'warning',
        'APPROVAL_UNUSED',
        `The approval of ${change} by ${who} approves nothing here.`,
        {
          place,
          reason: other ? `It holds for one change from and to: here it is ${other.id}.` : null,
        },
      ),
    ];
  });
}
