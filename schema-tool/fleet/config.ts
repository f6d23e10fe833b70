/** The graph's secret, null when it is not set. With it, requests are signed as the router's are. */
export function identitySecret(): string | null {
  return process.env.IDENTITY_SECRET || null;
}
