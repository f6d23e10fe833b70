/** Whether a value is waited for: whatever has a method `then`, as graphql-js has it. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  // Any object may be asked for any property.
  return typeof (value as { then?: unknown }).then === 'function';
}
