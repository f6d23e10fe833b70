/** Who is asking. One frozen object per user while nothing about the user changes, so that it can key caches. */
export interface Identity {
  readonly user: string;
  readonly scopes: readonly string[];
}
