import { METHODS } from 'node:http';
import type { RawRequestDefaultExpression } from 'fastify';

/** No route has this path: what comes here is authenticated like everything else, and then not found. */
const NO_ROUTE = '/no-route';
const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS);

/**
 * The parameters of an address, as URLSearchParams reads them, and so Apollo Server: whoever judges a request has to see what
 * is carried out. A name that is there several times has all its values.
 */
export function addressParameters(text: string): Record<string, string | string[]> {
  const byName = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = byName.get(name);
    if (before === undefined) byName.set(name, value);
    else if (typeof before === 'string') byName.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(byName);
}

/**
 * The address by which a request is routed. Fastify would answer some before authentication and without any header: addresses
 * that are malformed, and methods that nobody knows, which HTTP/2 lets through. Each `%` of a malformed path stands for itself.
 */
export function addressToRoute(request: RawRequestDefaultExpression): string {
  const { url = '/', method = '' } = request;
  if (!KNOWN_METHODS.has(method)) {
    request.method = 'GET';
    return NO_ROUTE;
  }
  if (!url.includes('%')) return url;
  const [path = '', ...rest] = url.split('?');
  return isWellFormed(path) ? url : [path.replaceAll('%', '%25'), ...rest].join('?');
}

/** Whether every `%` in a path starts an escape of UTF-8. */
function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    // Malformed, which is the result.
    return false;
  }
}
