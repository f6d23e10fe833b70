/** Whether documents that are not trusted are answered, answered and logged, or refused. */
export const TRUST_MODES = ['off', 'log', 'only'] as const;

export type TrustMode = (typeof TRUST_MODES)[number];
