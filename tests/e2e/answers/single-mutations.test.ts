import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashPassword, MIN_BCRYPT_COST } from '../../../router/auth/hashes/bcrypt-hash.ts';
import { startTestNetwork } from '../../support/networks/test-network.ts';

const PUT_OFF_SALE = 'descontinuarProduto(entrada: { id: "1", versao: 1 }) { __typename }';
const PUT_ON_SALE = 'reativarProduto(entrada: { id: "1", versao: 1 }) { __typename }';

test('who has the scope of one mutation runs that one and no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'single-mutations-'));
  const usersPath = join(folder, 'users.htpasswd');
  await writeFile(usersPath, `ana:${await hashPassword('ana', MIN_BCRYPT_COST)}\n`);
  await writeFile(
    join(folder, 'groups.yaml'),
    'loja: { scopes: ["mutation:descontinuarProduto"], users: [ana] }\n',
  );
  await using graph = await startTestNetwork({ transport: 'direct', env: { USERS_PATH: usersPath } });
  const ask = async (query: string) => {
    const { status, body } = await graph.query(query, { credentials: 'ana:ana' });
    return { status, data: body.data, errors: body.errors };
  };
  const refused = (message: string) => ({
    status: 403,
    data: undefined,
    errors: [{ message, extensions: { code: 'FORBIDDEN' } }],
  });
  const other =
    'This user may not run `reativarProduto`: none of the user\'s groups has the scope "mutation:reativarProduto" or "mutation".';

  expect(await ask(`mutation { a: ${PUT_OFF_SALE} __typename }`)).toEqual({
    status: 200,
    data: { a: { __typename: 'NaoEncontrado' }, __typename: 'Mutation' },
    errors: undefined,
  });
  expect(await ask(`mutation { ${PUT_OFF_SALE} b: ${PUT_ON_SALE} }`)).toEqual(refused(other));
  expect(
    await ask(`mutation { ...F } fragment F on Mutation { ... { descontinuarProduto: ${PUT_ON_SALE} } }`),
  ).toEqual(refused(other));
  expect(await ask('{ __typename }')).toEqual(
    refused('This user may not run a query: none of the user\'s groups has the scope "query".'),
  );
  await rm(folder, { recursive: true });
});
