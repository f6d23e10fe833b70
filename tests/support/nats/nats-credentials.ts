import { randomBytes } from 'node:crypto';
import { nkeys } from '@nats-io/transport-node';

/** An operator with one account and one user of it, as operators of NATS make them with `nsc`. */
export interface NatsAccount {
  /** For the server's configuration. */
  settings: string;
  /** What the user's credentials file says. */
  credentials: string;
}

const UNLIMITED = { subs: -1, data: -1, payload: -1 };

/** Makes an account with JetStream, and a user. */
export function natsAccount(): NatsAccount {
  const operator = nkeys.createOperator();
  const system = nkeys.createAccount();
  const account = nkeys.createAccount();
  const user = nkeys.createUser();
  const limits = { ...UNLIMITED, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 };
  const storage = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
  const accounts = [
    [system, { limits }],
    [account, { limits: { ...limits, ...storage } }],
  ] as const;
  const preload = accounts.map(
    ([key, claims]) =>
      `${key.getPublicKey()}: ${jwt(operator, key, { ...claims, type: 'account', version: 2 })}`,
  );
  const userJwt = jwt(account, user, { ...UNLIMITED, pub: {}, sub: {}, type: 'user', version: 2 });
  return {
    settings: `operator: ${jwt(operator, operator, { type: 'operator', version: 2 })}
system_account: ${system.getPublicKey()}
resolver: MEMORY
resolver_preload: {
  ${preload.join('\n  ')}
}`,
    credentials: `-----BEGIN NATS USER JWT-----
${userJwt}
------END NATS USER JWT------

-----BEGIN USER NKEY SEED-----
${new TextDecoder().decode(user.getSeed())}
------END USER NKEY SEED------
`,
  };
}

type Key = ReturnType<typeof nkeys.createUser>;

/** https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/jwt */
function jwt(issuer: Key, subject: Key, nats: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    jti: randomBytes(8).toString('hex'),
    iat: Math.floor(Date.now() / 1000),
    iss: issuer.getPublicKey(),
    sub: subject.getPublicKey(),
    name: 'test',
    nats,
  };
  const text = `${part({ typ: 'JWT', alg: 'ed25519-nkey' })}.${part(claims)}`;
  return `${text}.${Buffer.from(issuer.sign(new TextEncoder().encode(text))).toString('base64url')}`;
}
