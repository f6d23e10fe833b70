import type { GraphQLArgument, GraphQLInputField } from 'graphql';
import { defaultText } from '../../sdl/default-values.ts';
import { isRequired, takesAll } from './input-types.ts';
import type { Diff } from './reasons.ts';

export type InputValue = GraphQLArgument | GraphQLInputField;
type Kind = 'FIELD_ARGUMENT' | 'INPUT_FIELD' | 'DIRECTIVE_ARGUMENT';

const WORDS: Record<Kind, string> = {
  FIELD_ARGUMENT: 'Argument',
  INPUT_FIELD: 'Input field',
  DIRECTIVE_ARGUMENT: 'Argument',
};

/** Compares arguments and input fields, which differ in name only. */
export class InputValueDiff {
  readonly #diff: Diff;

  constructor(diff: Diff) {
    this.#diff = diff;
  }

  compare(
    kind: Kind,
    before: readonly InputValue[],
    after: readonly InputValue[],
    coordinateOf: (name: string) => string,
  ): void {
    const what = WORDS[kind];
    const now = new Map(after.map((one) => [one.name, one]));
    const old = new Map(before.map((one) => [one.name, one]));
    for (const value of before) {
      const coordinate = coordinateOf(value.name);
      const next = now.get(value.name);
      if (next) this.#changed(kind, coordinate, value, next);
      else this.#diff.add(`${kind}_REMOVED`, coordinate, 'breaking', `${what} '${coordinate}' was removed.`);
    }
    for (const value of after) {
      if (old.has(value.name)) continue;
      const coordinate = coordinateOf(value.name);
      const required = isRequired(value);
      const text = defaultText(value.defaultValue, value.type);
      this.#diff.add(
        `${kind}_ADDED`,
        coordinate,
        required ? 'breaking' : 'safe',
        `${what} '${coordinate}: ${value.type}${text === null ? '' : ` = ${text}`}' was added.`,
        required ? { to: String(value.type) } : {},
      );
    }
  }

  #changed(kind: Kind, coordinate: string, old: InputValue, now: InputValue): void {
    this.#diff.described(kind, coordinate, old, now);
    const what = WORDS[kind];
    const [from, to] = [String(old.type), String(now.type)];
    const becomesRequired = isRequired(now) && !isRequired(old);
    if (from !== to) {
      // A type that may not be null any more, and has a default, still lets operations leave it out.
      const severity = takesAll(now.type, old.type) && !becomesRequired ? 'safe' : 'breaking';
      this.#diff.add(
        `${kind}_TYPE_CHANGED`,
        coordinate,
        severity,
        `${what} '${coordinate}' changed type from '${from}' to '${to}'.`,
        { from, to },
      );
    }
    const before = defaultText(old.defaultValue, old.type);
    const after = defaultText(now.defaultValue, now.type);
    if (before === after) return;
    const breaks = becomesRequired && from === to;
    this.#diff.add(
      kind === 'INPUT_FIELD' ? 'INPUT_FIELD_DEFAULT_VALUE_CHANGED' : `${kind}_DEFAULT_CHANGED`,
      coordinate,
      breaks ? 'breaking' : isRequired(old) || becomesRequired ? 'safe' : 'dangerous',
      `Default of '${coordinate}' changed from ${before ?? 'none'} to ${after ?? 'none'}.`,
      {
        from: before ?? 'none',
        to: after ?? 'none',
        reason: breaks
          ? 'Operations that do not give it are no longer valid: without its default it is required.'
          : becomesRequired
            ? 'What it means is told with its type.'
            : 'Operations that do not give it get the answer for another value.',
      },
    );
  }
}
