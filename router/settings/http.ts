import { isIP } from 'node:net';
import * as v from 'valibot';
import type { TlsFiles } from '../../platform/http/connections/tls.ts';
import {
  type Env,
  flag,
  integer,
  isProduction,
  listOf,
  setting,
  text,
  type Variable,
} from '../../platform/process/config/config.ts';
import type { ValuesOf } from './settings.ts';

/** Where the router listens, and who may call it from where. */
export interface HttpConfig {
  port: number;
  /** Addresses and networks of the proxies in front, whose `X-Forwarded-For` says where a request comes from. */
  trustedProxies: readonly string[];
  /** Null serves HTTP. */
  tls: TlsFiles | null;
  /** Origins that browsers may call from, beside the router's own; a pattern fits a whole origin. */
  corsOrigins: readonly (string | RegExp)[];
  /** Sandbox, GraphiQL and introspection. */
  explorer: boolean;
  /** The console at `/painel`. */
  console: boolean;
  /** The trusted documents as tools of the Model Context Protocol, at `/mcp`. */
  mcp: boolean;
}

/** Apollo Sandbox and Explorer, and frontends under development on this machine, whatever port they have. */
const DEVELOPMENT_ORIGINS = [
  'https://studio.apollographql.com',
  /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/,
];

/** The variables of `http`, `tls`, `cors`, `explorer`, `console` and `mcp` in the file. */
export function httpVariables(env: Env) {
  return {
    ROUTER_PORT: setting('http.port', 'port to listen on', integer(4000, 0, 65_535)),
    TRUSTED_PROXIES: setting(
      'http.trustedProxies',
      'proxies whose `X-Forwarded-For` is believed: addresses and networks',
      listOf(
        isAddressOrNetwork,
        (proxy) => `must list addresses or networks such as 10.0.0.7 or 10.0.0.0/24; "${proxy}" is none.`,
      ),
    ),
    TLS_CERT_PATH: setting(
      'tls.certPath',
      'certificate (with its chain), PEM: HTTPS, in HTTP/2 and HTTP/1.1; a renewed one is taken without a restart',
      text(),
    ),
    TLS_KEY_PATH: setting('tls.keyPath', 'its key, PEM without a password', together(env, 'TLS_CERT_PATH')),
    CORS_ORIGINS: setting(
      'cors.origins',
      'origins that browsers may call from; in development Apollo Studio and any port of this machine may too',
      listOf(
        isOrigin,
        (origin) =>
          `must list origins such as https://app.example.com, in lower case and with nothing after the host or port; "${origin}" is none.`,
      ),
    ),
    EXPLORER: setting('explorer', 'Sandbox, GraphiQL and introspection', flag(!isProduction(env))),
    CONSOLE: setting('console', 'the [console](console.md), a page for people at `/painel`', flag(true)),
    MCP: setting(
      'mcp',
      'the trusted documents as tools of the [Model Context Protocol](mcp.md), at `/mcp`',
      flag(false),
    ),
  };
}

/** How the router serves HTTP, by the values of its variables. */
export function httpConfig(values: ValuesOf<typeof httpVariables>, production: boolean): HttpConfig {
  return {
    port: values.ROUTER_PORT,
    trustedProxies: values.TRUSTED_PROXIES,
    tls:
      values.TLS_CERT_PATH === null || values.TLS_KEY_PATH === null
        ? null
        : { certPath: values.TLS_CERT_PATH, keyPath: values.TLS_KEY_PATH },
    corsOrigins: production ? values.CORS_ORIGINS : [...DEVELOPMENT_ORIGINS, ...values.CORS_ORIGINS],
    explorer: values.EXPLORER,
    console: values.CONSOLE,
    mcp: values.MCP,
  };
}

/** A text that is set when another one is. */
function together(env: Env, other: string): Variable<string | null> {
  return v.pipe(
    text(),
    v.check(
      (value) => (value === null) === !env[other]?.trim(),
      `and ${other} go together: a certificate and its key.`,
    ),
  );
}

function isOrigin(origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).origin === origin;
}

function isAddressOrNetwork(proxy: string): boolean {
  const [address = '', bits, ...rest] = proxy.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return most >= 0 && isNetwork && rest.length === 0;
}
