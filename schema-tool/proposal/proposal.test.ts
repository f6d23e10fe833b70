import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { schemaChanges } from '../check/diff/schema-diff.ts';
import { proposalMarkdown } from './proposal.ts';

test('a picture of very many types, and a text of very many changes, keep within what is shown', () => {
  const [before, after] = ['a', 'b'].map((field) =>
    buildSchema(
      [
        'type Query { t: T0 }',
        ...Array.from({ length: 2_000 }, (_, n) => `type T${n} { ${field}: Int next: T${(n + 1) % 2_000} }`),
      ].join('\n'),
    ),
  );
  if (!before || !after) throw new Error('there are two schemas');
  const text = proposalMarkdown({
    baseline: 'main',
    problems: [],
    changes: schemaChanges('api', before, after),
    schemas: { before, after },
  });

  expect(text.length).toBeLessThan(65_000);
  expect(text).toContain('"… 1970 more types');
  expect(text).toContain('that did not fit');
});
