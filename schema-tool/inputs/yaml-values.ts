import * as v from 'valibot';

/** What a value of a YAML file has to be. A key that is not there and one without a value are both null. */
type Value<Output> = v.GenericSchema<unknown, Output>;

/** A mapping that may have these keys and no other; all of them are read, so that all that is wrong is told at once. */
export function mapping<Values extends v.ObjectEntries>(values: Values): Value<Outputs<Values>> {
  const names = Object.keys(values);
  return mappingOf(values, (key) => (names.includes(key) ? null : `unknown; expected ${names.join(', ')}.`));
}

/** A mapping of a format that is not this tool's: it may have more keys than those that are read here. */
export function openMapping<Values extends v.ObjectEntries>(values: Values): Value<Outputs<Values>> {
  return mappingOf(values, () => null);
}

type Outputs<Values extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Values, undefined>>;

/** @param keyProblem what is wrong with a key; null for nothing */
function mappingOf<Values extends v.ObjectEntries>(
  values: Values,
  keyProblem: (key: string) => string | null,
): Value<Outputs<Values>> {
  const names = Object.keys(values);
  const schema = v.object(values);
  const absent = Object.fromEntries(names.map((name) => [name, null]));
  return v.pipe(
    recordOr(`expected ${names.join(', ')}.`),
    // One step, since the library ends a pipe before a transformation when a check has found something.
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
      for (const key of Object.keys(value)) {
        const message = keyProblem(key);
        if (message !== null) addIssue({ message, path: [itemOf(value, key, 'key')] });
      }
      const read = v.safeParse(schema, { ...absent, ...value });
      for (const { message, path } of read.issues ?? []) addIssue({ message, path });
      return read.success ? read.output : NEVER;
    }),
  );
}

/** A mapping from any keys to values of one kind, as pairs; none when it is absent. */
export function pairs<Item>(item: Value<Item>): Value<[key: string, value: Item][]> {
  return v.pipe(
    recordOr('expected a mapping.'),
    // Not the library's record, which leaves out keys such as `constructor`.
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
      let isWrong = false;
      const read = Object.entries(value).flatMap(([key, one]): [string, Item][] => {
        const result = v.safeParse(item, one);
        if (result.success) return [[key, result.output]];
        isWrong = true;
        const at = itemOf(value, key, 'value');
        for (const { message, path = [] } of result.issues) addIssue({ message, path: [at, ...path] });
        return [];
      });
      return isWrong ? NEVER : read;
    }),
  );
}

function recordOr(message: string): Value<Record<string, unknown>> {
  return v.nullish(v.custom<Record<string, unknown>>(isRecord, message), {});
}

function itemOf(input: Record<string, unknown>, key: string, origin: 'key' | 'value'): v.IssuePathItem {
  return { type: 'object', origin, input, key, value: input[key] };
}

/** A list; none when it is absent. */
export function list<Item>(item: Value<Item>, expected = 'expected a list.'): Value<Item[]> {
  return v.nullish(v.array(item, expected), []);
}

/** A text that is not empty, without the white space around it. */
export const TEXT: Value<string> = v.pipe(
  v.string('expected a text.'),
  v.trim(),
  v.nonEmpty('expected a text.'),
);

/** A number in some bounds. */
export function number({ min, max }: { min: number; max: number }): Value<number> {
  const message = `expected a number from ${min} to ${max}.`;
  return v.pipe(v.number(message), v.minValue(min, message), v.maxValue(max, message));
}

/** One of some words. */
export function oneOfWords<const Choice extends string>(choices: readonly Choice[]): Value<Choice> {
  return v.picklist(choices, `expected one of ${choices.join(', ')}.`);
}

/** Whether a value is a mapping: neither a list nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
