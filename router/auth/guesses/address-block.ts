import { isIPv6 } from 'node:net';

/** As `::ffff:0:0/96` (RFC 4291) and `64:ff9b::/96` (RFC 6052) start, whose last 32 bits are an IPv4 address. */
const WITH_IPV4 = new Set(['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0']);

/** As long as no address is; what else a proxy that is trusted lets through is neither kept nor written any longer. */
const MAX_LENGTH = 64;

/** An address as it may be written into a log. */
export function loggableAddress(address: string): string {
  return address.slice(0, MAX_LENGTH);
}

/**
 * What counts as one client: an IPv4 address, also one in an IPv6 address such as `::ffff:192.0.2.1`, or the first 64 bits
 * of any other IPv6 address, of which whoever has one has them all (RFC 6177). A port, which some proxies add, is none of it.
 */
export function addressBlock(address: string): string {
  const host = withoutPort(address);
  if (!isIPv6(host)) return loggableAddress(host);
  const groups = groupsOf(host);
  if (!WITH_IPV4.has(groups.slice(0, 6).map(hex).join(':')))
    return `${groups.slice(0, 4).map(hex).join(':')}::/64`;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}

function withoutPort(address: string): string {
  return (
    /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? address
  );
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [plain = ''] = address.split('%');
  const [head = '', tail = ''] = plain.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, inHex).split('::');
  const [before, after] = [numbersOf(head), numbersOf(tail)];
  return [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}

/** An IPv4 address as the last two groups of an IPv6 address. */
function inHex(_address: string, ...bytes: string[]): string {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
  return `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
}

function numbersOf(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}

function hex(group: number): string {
  return group.toString(16);
}
