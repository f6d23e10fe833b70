import { isDay } from '../../../usage-format/day.ts';
import { argumentTextOf, namedTypeOf, type SdlElement } from '../../sdl/sdl-index.ts';
import type { Rule } from './rule.ts';

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);
const PAGE_ARGUMENTS = ['first', 'after', 'last', 'before'];
/** The day after which a deprecated element may go. */
const REMOVAL_DATE = /\b(\d{4}-\d{2}-\d{2})\b/;

/** Everything public says what it is. The roots say nothing that their names do not. */
export const descriptions: Rule = ({ element }) =>
  element.kind === 'schema' ||
  element.described ||
  (element.kind === 'type' && element.extension) ||
  ROOTS.has(element.coordinate) ||
  isHidden(element)
    ? null
    : 'has no description.';

/** A deprecation says what to use instead. */
export const deprecationReason: Rule = ({ element }) => {
  const reason = deprecationOf(element);
  return reason === '' ? 'is deprecated without a reason that says what to use instead.' : null;
};

/** A deprecation says when the element goes. */
export const deprecationRemovalDate: Rule = ({ element }) => {
  const reason = deprecationOf(element);
  return reason !== null && removalDateOf(reason) === null
    ? 'is deprecated without the date of its removal (`YYYY-MM-DD` in the reason).'
    : null;
};

/** A connection takes the arguments of pages. */
export const connectionArguments: Rule = ({ element }) => {
  if (element.kind !== 'field' || !element.type || !/Connection$/.test(namedTypeOf(element.type)))
    return null;
  const given = new Set(element.arguments.map(({ name }) => name.value));
  const missing = PAGE_ARGUMENTS.filter((name) => !given.has(name));
  return missing.length > 0 ? `is a connection without the argument(s) ${missing.join(', ')}.` : null;
};

/** The reason of a deprecation, empty when none is given, null when there is no deprecation. */
export function deprecationOf({ directives }: Pick<SdlElement, 'directives'>): string | null {
  const deprecated = directives.find(({ name }) => name.value === 'deprecated');
  return deprecated ? (argumentTextOf(deprecated, 'reason') ?? '').trim() : null;
}

/** The date in a reason, null when there is none that exists. */
export function removalDateOf(reason: string): string | null {
  const date = REMOVAL_DATE.exec(reason)?.[1];
  return date !== undefined && isDay(date) ? date : null;
}

function isHidden({ directives }: SdlElement): boolean {
  return directives.some(({ name }) => /^(federation__)?(inaccessible|external)$/.test(name.value));
}
