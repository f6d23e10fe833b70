import * as v from 'valibot';
import { type Env, integer, text, type Variable } from '../../process/config/config.ts';
import { textOrFile } from '../../process/config/secret-files.ts';

/** Where the broker is, and what its streams hold at most. */
export interface BrokerConfig {
  /** `host:port` of each server. */
  servers: readonly string[];
  /** What streams and subjects begin with, where several installations share an account; null for nothing. */
  prefix: string | null;
  /** Whether every connection has to be TLS. */
  isSecured: boolean;
  /** Certificates of authorities, PEM, of which a server shows one; null takes those of the system. */
  ca: string | null;
  user: string | null;
  password: string | null;
  /** What a NATS credentials file says (a JWT and the seed of its key), in place of user and password. */
  credentials: string | null;
  /** On how many servers of a cluster each message lies. */
  replicas: number;
  /** How large the stream of events may grow, bytes. */
  maxBytes: number;
  maxAgeDays: number;
}

const PROTOCOLS = ['nats:', 'tls:'];
const DEFAULT_PORT = '4222';
const CREDENTIALS = /BEGIN NATS USER JWT-+\s[\s\S]*BEGIN USER NKEY SEED-+\s/;

/** The variables about the broker of events. */
export function brokerVariables(env: Env) {
  return {
    EVENTS_URL: brokerUrls(),
    EVENTS_PASSWORD: textOrFile(env, 'EVENTS_PASSWORD'),
    EVENTS_CREDENTIALS: v.pipe(
      textOrFile(env, 'EVENTS_CREDENTIALS'),
      v.check(
        (value) => value === null || CREDENTIALS.test(value),
        'is no NATS credentials file: it has a user JWT and the seed of its key, as `nsc generate creds` writes them.',
      ),
    ),
    EVENTS_CA: textOrFile(env, 'EVENTS_CA'),
    EVENTS_PREFIX: v.pipe(
      text(),
      v.check(
        (value) => value === null || /^[a-z][a-z0-9-]{0,30}$/.test(value),
        'must be small letters, digits and hyphens, at most 31, such as testes.',
      ),
    ),
    EVENTS_REPLICAS: integer(1, 1, 5),
    EVENTS_MAX_BYTES: integer(256 * 1024 * 1024, 1024 * 1024, 1024 ** 4),
    EVENTS_MAX_AGE_DAYS: integer(7, 1, 30),
  };
}

/** What the variables say of the broker; null when events go over HTTP. */
export function brokerConfig(values: {
  EVENTS_URL: URL[];
  EVENTS_PASSWORD: string | null;
  EVENTS_CREDENTIALS: string | null;
  EVENTS_CA: string | null;
  EVENTS_PREFIX: string | null;
  EVENTS_REPLICAS: number;
  EVENTS_MAX_BYTES: number;
  EVENTS_MAX_AGE_DAYS: number;
}): BrokerConfig | null {
  const urls = values.EVENTS_URL;
  const [first] = urls;
  if (!first) return null;
  return {
    servers: urls.map(({ hostname, port }) => `${hostname}:${port || DEFAULT_PORT}`),
    prefix: values.EVENTS_PREFIX,
    isSecured: first.protocol === 'tls:' || values.EVENTS_CA !== null,
    ca: values.EVENTS_CA,
    user: decodeURIComponent(first.username) || null,
    password: values.EVENTS_PASSWORD ?? (decodeURIComponent(first.password) || null),
    credentials: values.EVENTS_CREDENTIALS,
    replicas: values.EVENTS_REPLICAS,
    maxBytes: values.EVENTS_MAX_BYTES,
    maxAgeDays: values.EVENTS_MAX_AGE_DAYS,
  };
}

/** Servers of one cluster, between commas; none when it is not set. */
function brokerUrls(): Variable<URL[]> {
  return v.pipe(
    text(),
    v.transform((value) => (value === null ? [] : value.split(',').map((one) => one.trim()))),
    v.array(
      v.pipe(
        v.string(),
        v.check(
          isBrokerUrl,
          'must be URLs that start with nats:// or tls://, with commas between them, such as nats://user@host:4222.',
        ),
        v.transform((value) => new URL(value)),
      ),
    ),
    v.check(
      (urls) =>
        new Set(urls.map(({ protocol, username, password }) => [protocol, username, password].join(' ')))
          .size <= 1,
      'must have the same protocol and user for every server: they are one cluster.',
    ),
  );
}

function isBrokerUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, pathname, search } = new URL(value);
  return (
    PROTOCOLS.includes(protocol) && hostname !== '' && (pathname === '' || pathname === '/') && search === ''
  );
}
