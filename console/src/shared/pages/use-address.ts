import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** What stands in the address after `?`, and what changes one value of it, which goes when it is empty; without a step back in the history. */
export function useAddress(): [parameters: URLSearchParams, set: (name: string, to: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  // The same as long as the page is shown, so that an effect may depend on it.
  const set = useCallback(
    (name: string, to: string) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          if (to === '') after.delete(name);
          else after.set(name, to);
          return after;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return [parameters, set];
}
