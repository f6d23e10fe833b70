import type { DatabaseConfig } from '../../../platform/database/database.ts';
import type { Received } from '../../../platform/events/inbox/inbox.ts';
import type { PurposeKeys } from '../../../platform/process/config/derived-keys.ts';
import type { KeptDays } from '../days.ts';

/** What a thread that writes reports is started with. */
export interface ReportThreadData {
  /** Says that the module runs as such a thread. */
  readonly reports: true;
}

/** What the thread needs to write reports. */
export interface WriterConfig {
  readonly database: DatabaseConfig;
  /** Of the audit's signatures. */
  readonly keys: PurposeKeys;
  readonly keptDays: KeptDays;
}

/** To the thread. All of these are plain data: they cross threads. */
export type ReportRequest =
  | { readonly kind: 'open'; readonly config: WriterConfig }
  /** @see ReportWriter */
  | { readonly kind: 'take'; readonly id: number; readonly report: Uint8Array }
  | { readonly kind: 'sum' }
  /** Ends what is under way, and then the connections; the thread may be opened again. */
  | { readonly kind: 'close' };

/** From the thread. */
export type ReportResponse =
  | { readonly kind: 'taken'; readonly id: number; readonly result: Received }
  | { readonly kind: 'refused'; readonly id: number; readonly why: Refusal }
  | {
      readonly kind: 'log';
      readonly level: 'warn' | 'error';
      readonly fields: object;
      readonly message: string;
    }
  | { readonly kind: 'closed' };

/** Why a report was not taken. */
export type Refusal =
  | { readonly kind: 'unusable' }
  | { readonly kind: 'outcome unknown' }
  /** An error, with what tells whether it passes. */
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly stack: string | undefined;
      readonly code: unknown;
      readonly errno: unknown;
    };
