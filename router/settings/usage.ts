import { type Env, integer, setting, text } from '../../platform/process/config/config.ts';
import type { UsageConfig } from '../usage/usage-recorder.ts';
import { pathOnThisHost, type ValuesOf } from './settings.ts';

/** The variables of `usage` in the file. */
export function usageVariables(_env: Env) {
  return {
    USAGE_PATH: setting(
      'usage.path',
      'file for what clients use, see [the usage file](usage-file.md)',
      text(),
    ),
    USAGE_FLUSH_SECONDS: setting(
      'usage.flushSeconds',
      'how long a count waits before it is written',
      integer(60, 1, 3_600),
    ),
    USAGE_MAX_BYTES: setting(
      'usage.maxBytes',
      'size from which the usage file is made smaller or set aside',
      integer(16 * 1024 * 1024, 64 * 1024, 1024 * 1024 * 1024),
    ),
    USAGE_MAX_FILES: setting(
      'usage.maxFiles',
      'usage files to keep, with the one that is written',
      integer(10, 2, 1_000),
    ),
  };
}

/** Where and how usage is written, by the values of the variables; null when none is. */
export function usageConfig(values: ValuesOf<typeof usageVariables>): UsageConfig | null {
  if (values.USAGE_PATH === null) return null;
  return {
    path: pathOnThisHost(values.USAGE_PATH),
    flushSeconds: values.USAGE_FLUSH_SECONDS,
    maxBytes: values.USAGE_MAX_BYTES,
    maxFiles: values.USAGE_MAX_FILES,
  };
}
