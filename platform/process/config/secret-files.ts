import * as v from 'valibot';
import { readTextFileSync } from '../files/text-file.ts';
import { type Env, text } from './config.ts';
import { databaseAddresses } from './database-addresses.ts';

const MAX_SECRET_BYTES = 64 * 1024;

/**
 * A text, or that of the file which the variable `<name>_FILE` names: container engines hand out secrets as files, because
 * the environment of a process is read by whoever may inspect it. Null when neither is set.
 */
export function textOrFile(env: Env, name: string) {
  const path = env[`${name}_FILE`]?.trim();
  if (!path) return text();
  return v.pipe(
    text(),
    v.rawTransform<string | null, string | null>(({ dataset, addIssue }) => {
      if (dataset.value !== null) {
        addIssue({ message: `and ${name}_FILE are both set: keep one of them.` });
        return null;
      }
      const read = readTextFileSync(path, MAX_SECRET_BYTES);
      const value = read.kind === 'read' ? read.text.trim() : '';
      if (value !== '') return value;
      const why = read.kind === 'read' ? 'it is empty' : read.why;
      addIssue({ message: `cannot be read from ${path}, which ${name}_FILE names (${why}).` });
      return null;
    }),
  );
}

/** A database's addresses with this password in place of their own; as they are when there is none. */
export function withPassword(addresses: string, password: string | null): string {
  if (password === null) return addresses;
  return databaseAddresses(addresses)
    .map((address) => {
      const url = new URL(address);
      // The property alone would leave a percent sign as it is, and who reads the address would decode it.
      url.password = encodeURIComponent(password);
      return url.href;
    })
    .join(',');
}
