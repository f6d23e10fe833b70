/**
 * The servers that a database's URL names, each as a URL of its own. Several hosts may stand in one URL, and several
 * URLs between commas:
 *
 * `mysql://ana:x@a:3306,b:3307/clientes` is `mysql://ana:x@a:3306/clientes` and `mysql://ana:x@b:3307/clientes`
 */
export function databaseAddresses(text: string): [string, ...string[]] {
  const [first = '', ...others] = text.split(BETWEEN_URLS).flatMap(addressesOf);
  return [first, ...others];
}

/** A comma may be part of a password, and then no protocol follows it. */
const BETWEEN_URLS = /\s*,\s*(?=(?:mysql|mariadb):\/\/)/;
const PARTS = /^([a-z]+:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s;

function addressesOf(url: string): string[] {
  const [, start = '', hosts = url, rest = ''] = PARTS.exec(url) ?? [];
  return hosts.split(',').map((host) => `${start}${host.trim()}${rest}`);
}
