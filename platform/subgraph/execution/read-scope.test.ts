import { buildSchema, graphql } from 'graphql';
import { expect, test } from 'vitest';
import { requireReadScope } from './read-scope.ts';

test.each(['total', 'constructor', 'valueOf'])(
  'a field called %s is refused to who has no scope for it',
  async (name) => {
    const schema = buildSchema(`type Query { ${name}: Int }`);
    requireReadScope(schema);
    const ask = (scopes: string[]) =>
      graphql({
        schema,
        source: `{ ${name} }`,
        rootValue: { [name]: 3 },
        contextValue: { identity: { user: 'sistema:router', scopes } },
      });

    expect((await ask(['sonda'])).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await ask(['query'])).toEqual({ data: { [name]: 3 } });
  },
);
