import { test } from 'vitest';
import { auditedQueries } from '../support/executions/audited-queries.ts';

const expectAudited = auditedQueries();

test('the audit has of any query whose personal data, and which, was in the answer, and who was confirmed', async () => {
  await expectAudited(12);
});
