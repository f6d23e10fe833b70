import { useEffect, useState } from 'react';

/** Whoever types is still typing for so long after a letter. */
const TYPING_MS = 250;

/** A value that somebody types, once it has stayed the same for a moment. */
export function useDebounced<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
