import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type * as v from 'valibot';
import type { Env, Variable } from '../../platform/process/config/config.ts';

/** The values of a subject's variables, by name. */
export type ValuesOf<Variables extends (env: Env) => Record<string, Variable<unknown>>> = {
  readonly [Name in keyof ReturnType<Variables>]: v.InferOutput<ReturnType<Variables>[Name]>;
};

/** An absolute path, with the name of this machine in place of `{host}`. */
export function pathOnThisHost(path: string): string {
  return resolve(path.replaceAll('{host}', hostname()));
}
