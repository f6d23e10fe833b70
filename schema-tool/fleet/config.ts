import { withNetworkSecret } from '../../platform/identity/network-secret.ts';

/** The graph's secret, that of `npm start` here when none is set; null when there is neither. With it, requests are signed as the router's are. */
export function identitySecret(): string | null {
  return withNetworkSecret(process.env).IDENTITY_SECRET || null;
}
