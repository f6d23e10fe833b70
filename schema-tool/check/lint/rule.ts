import type { SdlElement } from '../../sdl/sdl-index.ts';
import type { ChecksConfig } from '../rules/checks-config.ts';
import type { Domains } from './domains.ts';

/** What a rule may look at. */
export interface LintContext {
  element: SdlElement;
  subgraph: string;
  domains: Domains;
  config: ChecksConfig['lint'];
}

/** Says what is wrong with an element, null when nothing is. */
export type Rule = (context: LintContext) => string | null;
