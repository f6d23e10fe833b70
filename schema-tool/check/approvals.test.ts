import { expect, test } from 'vitest';
import { parseApprovals } from './approvals.ts';

test.each(['2026-02-31', '2026-13-01', '2026-1-01', '2027-02-29', 'never'])(
  'an approval does not expire on %s, which is no day',
  (expires) => {
    const approval = { change: 'api:FIELD_REMOVED:Query.a', who: 'ana', why: 'nobody uses it', expires };

    expect(() => parseApprovals(JSON.stringify({ approvals: [approval] }), 'approvals.yaml')).toThrow(
      'approvals.yaml:1: approvals.1.expires: expected a day such as "2026-12-31".',
    );
  },
);
