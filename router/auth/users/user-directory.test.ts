import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import { hashCost } from '../hashes/hash-kinds.ts';
import { TooBusyError } from '../hashes/hashing-queue.ts';
import type { User } from '../user-files/users-file.ts';
import { HashedUsers } from './user-directory.ts';

const user = (name: string, hash: string | string[], scopes = ['query']): User => ({
  name,
  hashes: [hash].flat(),
  groups: [],
  scopes,
});
const ARGON2ID = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
const usersOf = (...users: User[]) => new Map(users.map((one) => [one.name, one]));

/** "Hashes" by putting `#` before the password, and counts how often. */
async function directoryOf(...users: User[]) {
  const checked: string[] = [];
  const directory = await HashedUsers.create(usersOf(...users), {
    verify: (password, hash) => {
      checked.push(hash);
      return Promise.resolve(hash === `#${password}`);
    },
  });
  return { directory, checked };
}

test('a right password is hashed once and then remembered, as one and the same identity', async () => {
  const { directory, checked } = await directoryOf(user('ana', '#a'));

  const first = await directory.authenticate({ user: 'ana', password: 'a' });
  const second = directory.authenticate({ user: 'ana', password: 'a' });

  expect(first).toEqual({ user: 'ana', scopes: ['query'] });
  expect(second).toBe(first);
  expect(checked).toHaveLength(1);
});

test('the same login arriving many times at once is hashed once', async () => {
  const { directory, checked } = await directoryOf(user('ana', '#a'));

  const identities = await Promise.all(
    Array.from({ length: 20 }, () => directory.authenticate({ user: 'ana', password: 'a' })),
  );

  expect(new Set(identities).size).toBe(1);
  expect(checked).toHaveLength(1);
});

test('an unknown user costs the hash of some user, the same each time, as a wrong password does', async () => {
  const { directory, checked } = await directoryOf(user('ana', '#a'), user('bia', '#b'), user('caio', '#c'));

  expect(await directory.authenticate({ user: 'ana', password: 'b' })).toBeNull();
  expect(checked.splice(0)).toEqual(['#a']);
  for (let n = 0; n < 20; n += 1) {
    expect(await directory.authenticate({ user: `ninguem${n}`, password: 'b' })).toBeNull();
    expect(await directory.authenticate({ user: `ninguem${n}`, password: 'a' })).toBeNull();
  }
  const pairs = Array.from({ length: 20 }, () => checked.splice(0, 2));
  expect(pairs.every(([first, second]) => first === second)).toBe(true);
  expect(new Set(pairs.flat()).size).toBeGreaterThan(1);
  expect(['#a', '#b', '#c']).toEqual(expect.arrayContaining([...new Set(pairs.flat())]));
});

test('a password logs in however it was spelled when it was hashed, and costs an unknown user as much', async () => {
  const decomposed = 'maçã'.normalize('NFD');
  const { directory, checked } = await directoryOf(user('ana', '#maçã'), user('bia', `#${decomposed}`));

  for (const name of ['ana', 'bia']) {
    for (const password of ['maçã', decomposed]) {
      expect((await directory.authenticate({ user: name, password }))?.user).toBe(name);
    }
  }
  checked.splice(0);
  expect(await directory.authenticate({ user: 'ana', password: 'açaí' })).toBeNull();
  const wrong = checked.splice(0).length;
  expect(await directory.authenticate({ user: 'ninguem', password: 'açaí' })).toBeNull();
  expect([wrong, checked.length]).toEqual([2, 2]);
});

test('where there is no user, an unknown one costs a hash of its own', async () => {
  const { directory, checked } = await directoryOf();

  expect(await directory.authenticate({ user: 'ninguem', password: 'b' })).toBeNull();
  expect(checked).toEqual([expect.stringMatching(/^\$2b\$12\$/)]);
});

test('a removed user, another password and other scopes count from the moment of the change', async () => {
  const { directory } = await directoryOf(user('ana', '#a'), user('bia', '#b'), user('caio', '#c'));
  await directory.authenticate({ user: 'ana', password: 'a' });
  await directory.authenticate({ user: 'bia', password: 'b' });
  const caio = await directory.authenticate({ user: 'caio', password: 'c' });

  directory.replace(usersOf(user('bia', '#nova'), user('caio', '#c', ['query', 'mutation'])));

  expect(await directory.authenticate({ user: 'ana', password: 'a' })).toBeNull();
  expect(await directory.authenticate({ user: 'bia', password: 'b' })).toBeNull();
  expect(await directory.authenticate({ user: 'bia', password: 'nova' })).not.toBeNull();
  const now = await directory.authenticate({ user: 'caio', password: 'c' });
  expect(now?.scopes).toEqual(['query', 'mutation']);
  expect(now).not.toBe(caio);
});

test('who has logged in is remembered when the files are read again and others change', async () => {
  const { directory, checked } = await directoryOf(user('ana', '#a'), user('bia', '#b'));
  const ana = { user: 'ana', password: 'a' };
  await directory.authenticate(ana);

  directory.replace(usersOf(user('ana', '#a', ['mutation']), user('caio', '#c')));
  expect(directory.remembered(ana)).toEqual({ user: 'ana', scopes: ['mutation'] });
  expect(checked).toEqual(['#a']);

  directory.replace(usersOf());
  expect(directory.remembered(ana)).toBeNull();
});

test('a user who is removed while the password is being checked does not get in', async () => {
  let finish: (matches: boolean) => void = () => {};
  const directory = await HashedUsers.create(usersOf(user('ana', '#a')), {
    verify: () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  });
  const login = directory.authenticate({ user: 'ana', password: 'a' });
  directory.replace(usersOf());
  finish(true);

  expect(await login).toBeNull();
});

test('more logins than can be hashed in reasonable time are refused', async () => {
  const directory = await HashedUsers.create(usersOf(), { verify: () => new Promise(() => {}) });
  for (let index = 0; index < 32; index += 1)
    void directory.authenticate({ user: `u${index}`, password: 'x' });

  expect(() => directory.authenticate({ user: 'ana', password: 'a' })).toThrow(TooBusyError);
});

test('a login that many wait for goes on when the first of them has gone', async () => {
  const held: (() => void)[] = [];
  const directory = await HashedUsers.create(usersOf(user('ana', '#a')), {
    verify: (password, hash) =>
      password === 'a'
        ? Promise.resolve(hash === '#a')
        : new Promise((resolve) => held.push(() => resolve(false))),
  });
  const others = ['x', 'y'].map((name) => directory.authenticate({ user: name, password: 'b' }));
  const client = Deadline.after(60_000);
  const ana = { user: 'ana', password: 'a' };
  const gone = directory.authenticate(ana, undefined, client);
  const stays = directory.authenticate(ana, undefined, Deadline.after(60_000));
  client.cancel();

  await expect(gone).rejects.toThrow(TooBusyError);
  for (const finish of held) finish();
  expect(await stays).toMatchObject({ user: 'ana' });
  expect(await Promise.all(others)).toEqual([null, null]);
});

test('wrong credentials cost as many hashes as spellings and passwords there are', async () => {
  const { directory, checked } = await directoryOf(user('ana', ['#nova', '#velha']));
  const wrong = { user: 'ana', password: 'e\u0301é' };

  await directory.authenticate(wrong);
  expect(directory.hashesFor(wrong)).toBe(6);
  expect(checked).toHaveLength(6);
  expect(directory.hashesFor({ user: 'ninguem', password: 'ascii' })).toBe(2);
});

test('two passwords of one user log in, and the former one is out as soon as it is taken away', async () => {
  const { directory, checked } = await directoryOf(user('ana', ['#nova', '#velha']));
  const logsIn = async (password: string) =>
    (await directory.authenticate({ user: 'ana', password }))?.user === 'ana';

  expect([await logsIn('nova'), await logsIn('velha'), await logsIn('outra')]).toEqual([true, true, false]);
  expect(checked.splice(0)).toEqual(['#nova', '#nova', '#velha', '#nova', '#velha']);
  expect(directory.remembered({ user: 'ana', password: 'velha' })).not.toBeNull();
  expect(await directory.authenticate({ user: 'ninguem', password: 'outra' })).toBeNull();
  expect(checked.splice(0)).toEqual(['#nova', '#velha']);

  directory.replace(usersOf(user('ana', '#nova')));
  expect(directory.remembered({ user: 'ana', password: 'velha' })).toBeNull();
  expect([await logsIn('nova'), await logsIn('velha')]).toEqual([true, false]);
});

test('who knows the former password gets in no more when it is taken away while it is being checked', async () => {
  let finish: (matches: boolean) => void = () => {};
  const directory = await HashedUsers.create(usersOf(user('ana', ['#nova', '#velha'])), {
    verify: (_password, hash) =>
      hash === '#nova'
        ? Promise.resolve(false)
        : new Promise((resolve) => {
            finish = resolve;
          }),
  });
  const login = directory.authenticate({ user: 'ana', password: 'velha' });
  await setImmediate();
  directory.replace(usersOf(user('ana', '#nova')));
  finish(true);

  expect(await login).toBeNull();
});

/** Of which cost the hash is that each of some names is checked against, where nobody is called so. */
async function costsOf(names: string[], users: User[], decoyKey: Uint8Array): Promise<string[]> {
  const costs: string[] = [];
  const directory = await HashedUsers.create(usersOf(...users), {
    decoyKey,
    verify: (_password, hash) => {
      costs.push(hashCost(hash));
      return Promise.resolve(false);
    },
  });
  for (const name of names) await directory.authenticate({ user: name, password: 'x' });
  return costs;
}

test('an unknown name costs the same in every router and mostly after users came and went, where hashes are of several kinds', async () => {
  const hashes = [`$2b$12$${'a'.repeat(53)}`, ARGON2ID, `$2b$10$${'a'.repeat(53)}`];
  const users = Array.from({ length: 30 }, (_, n) => user(`u${n}`, hashes[n % 3] ?? ''));
  const names = Array.from({ length: 200 }, (_, n) => `ninguem${n}`);
  const key = new Uint8Array(32).fill(7);
  const here = await costsOf(names, users, key);
  const elsewhere = await costsOf(names, users.toReversed(), key);
  const later = await costsOf(names, [...users, user('nova', hashes[1] ?? '')], key);

  expect(elsewhere).toEqual(here);
  expect(new Set(here).size).toBe(3);
  expect(later.filter((cost, index) => cost !== here[index]).length).toBeLessThan(20);
});
