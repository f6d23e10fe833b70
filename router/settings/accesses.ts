import {
  type Env,
  flag,
  integer,
  listOf,
  setting,
  text,
  textOr,
} from '../../platform/process/config/config.ts';
import type { AccessConfig } from '../accesses/access-config.ts';
import { pathOnThisHost, type ValuesOf } from './settings.ts';

/** The variables of `accesses` in the file. */
export function accessVariables(_env: Env) {
  return {
    ACCESS_TRACKING: setting(
      'accesses.tracking',
      'whether each request that was answered is reported to a subgraph, see [accesses](accesses.md); without that subgraph none is',
      flag(true),
    ),
    ACCESS_SUBGRAPH: setting(
      'accesses.subgraph',
      'the subgraph that they are reported to',
      textOr('acessos'),
    ),
    ACCESS_FLUSH_MS: setting(
      'accesses.flushMs',
      'how long a request waits at most before it is with that subgraph or in the spill folder; what a router that is killed may lose',
      integer(1_000, 100, 60_000),
    ),
    ACCESS_SPILL_DIR: setting(
      'accesses.spillDir',
      'folder, of this router alone (`{host}` is its name), for what that subgraph does not take now; without one it waits in memory',
      text(),
    ),
    ACCESS_SPILL_MAX_BYTES: setting(
      'accesses.spillMaxBytes',
      'how much may wait there, or a sixteenth of it in memory; what is more is lost and counted',
      integer(256 * 1024 * 1024, 1024 * 1024, 64 * 1024 * 1024 * 1024),
    ),
    HEALTH_REPORT_MS: setting(
      'accesses.healthReportMs',
      'how often that subgraph is told how this router finds the graph, see [health](health.md); 0 never tells',
      integer(2_000, 0, 60_000),
    ),
    ACCESS_PERSONAL_TAGS: setting(
      'accesses.personalTags',
      'names of `@tag` of the fields that the audit is about; by default `pii`',
      listOf(
        (tag) => /^[_A-Za-z][-/_0-9A-Za-z]*$/.test(tag),
        (tag) => `must list names of tags such as pii; "${tag}" is none.`,
      ),
    ),
    ACCESS_PERSON: setting(
      'accesses.person',
      'the type of the people whose data that is, who have an `id`',
      textOr('Cliente'),
    ),
  };
}

/** How answered requests are reported, by the values of the variables; null when they are not. */
export function accessConfig(values: ValuesOf<typeof accessVariables>): AccessConfig | null {
  if (!values.ACCESS_TRACKING) return null;
  return {
    subgraph: values.ACCESS_SUBGRAPH,
    flushMs: values.ACCESS_FLUSH_MS,
    spillDir: values.ACCESS_SPILL_DIR === null ? null : pathOnThisHost(values.ACCESS_SPILL_DIR),
    spillMaxBytes: values.ACCESS_SPILL_MAX_BYTES,
    healthReportMs: values.HEALTH_REPORT_MS,
    personal: {
      tags: values.ACCESS_PERSONAL_TAGS.length > 0 ? values.ACCESS_PERSONAL_TAGS : ['pii'],
      person: values.ACCESS_PERSON,
    },
  };
}
