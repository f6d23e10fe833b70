import { expect, test } from 'vitest';
import { parseApprovals } from './approvals.ts';

test.each(['2026-02-31', '2026-13-01', '2026-1-01', '2027-02-29', 'never'])(
  'an approval does not expire on %s, which is no day',
  (expires) => {
    const approval = { change: 'api:FIELD_REMOVED:Query.a', who: 'ana', why: 'nobody uses it', expires };

    expect(() => parseApprovals(JSON.stringify({ approvals: [approval] }), 'approvals.yaml')).toThrow(
      /^approvals\.yaml:1:\d+: approvals\.1\.expires: expected a day such as "2026-12-31"\.$/,
    );
  },
);

test('all that is wrong is told at once, in the order of the text, and keys of every object are unknown too', () => {
  const text = 'approvals:\n  - { change: a, who: "", why: c, constructor: d, other: e }\n  - 1\n';

  expect(() => parseApprovals(text, 'approvals.yaml')).toThrow(
    [
      'approvals.yaml:2:5: approvals.1.expires: expected a text.',
      'approvals.yaml:2:23: approvals.1.who: expected a text.',
      'approvals.yaml:2:35: approvals.1.constructor: unknown; expected change, who, why, expires.',
      'approvals.yaml:2:51: approvals.1.other: unknown; expected change, who, why, expires.',
      'approvals.yaml:3:5: approvals.2: expected change, who, why, expires.',
    ].join('\n'),
  );
});
