import { argumentTextOf, namedTypeOf } from '../../sdl/sdl-index.ts';
import type { Rule } from './rule.ts';

/** What looks like personal data carries `@tag(name: "pii")`. */
export const personalDataTagged: Rule = ({ element, config }) => {
  const { kind, name, type, typeName, directives } = element;
  if (!['field', 'inputField', 'argument'].includes(kind) || !type) return null;
  const matches = (patterns: readonly string[], text: string) =>
    patterns.some((pattern) => new RegExp(pattern, 'i').test(text));
  if (matches(config.impersonalTypes, typeName)) return null;
  const named = namedTypeOf(type);
  const looksPersonal =
    config.personalTypes.includes(named) || (matches(config.personalNames, name) && isPlain(named));
  const tagged = directives.some(
    (directive) =>
      /^(federation__)?tag$/.test(directive.name.value) && argumentTextOf(directive, 'name') === 'pii',
  );
  return looksPersonal && !tagged ? 'looks like personal data and has no @tag(name: "pii").' : null;
};

const PLAIN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID', 'Date', 'DateTime']);

/** Whether a field is a value itself: an object has fields of its own that are looked at. */
function isPlain(named: string): boolean {
  return PLAIN.has(named);
}
