import { useState } from 'react';

/**
 * The idempotency key of a form, and what makes another one. It stays for a second press of the button and for another try
 * after an answer that was lost: one that was carried out unseen is not carried out again. Once the server has refused, other input is
 * another request.
 */
export function useRequestKey(): [key: string, renew: () => void] {
  const [key, setKey] = useState(newKey);
  return [key, () => setKey(newKey())];
}

/** 32 hexadecimal digits by chance. `crypto.randomUUID` there is only over HTTPS and on the machine itself. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
