import * as v from 'valibot';

/** What a value of a YAML file has to be. A key that is not there and one without a value are both null. */
type Value<Output> = v.GenericSchema<unknown, Output>;

/** A mapping that may have these keys and no other; all of them are read, so that all that is wrong is told at once. */
export function mapping<Values extends v.ObjectEntries>(
  values: Values,
): Value<v.InferOutput<v.ObjectSchema<Values, undefined>>> {
  const names = Object.keys(values);
  const schema = v.object(values);
  const absent = Object.fromEntries(names.map((name) => [name, null]));
  return v.pipe(
    v.nullish(v.custom<Record<string, unknown>>(isRecord, `expected ${names.join(', ')}.`), {}),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
      for (const key of Object.keys(value)) {
        if (names.includes(key)) continue;
        const path: [v.IssuePathItem] = [
          { type: 'object', origin: 'key', input: value, key, value: value[key] },
        ];
        addIssue({ message: `unknown; expected ${names.join(', ')}.`, path });
      }
      const read = v.safeParse(schema, { ...absent, ...value });
      for (const { message, path } of read.issues ?? []) addIssue({ message, path });
      return read.success ? read.output : NEVER;
    }),
  );
}

/** A list; none when it is absent. */
export function list<Item>(item: Value<Item>): Value<Item[]> {
  return v.nullish(v.array(item, 'expected a list.'), []);
}

/** A text that is not empty, without the white space around it. */
export const TEXT: Value<string> = v.pipe(
  v.string('expected a text.'),
  v.trim(),
  v.nonEmpty('expected a text.'),
);

export function number({ min, max }: { min: number; max: number }): Value<number> {
  const message = `expected a number from ${min} to ${max}.`;
  return v.pipe(v.number(message), v.minValue(min, message), v.maxValue(max, message));
}

export function choice<const Choice extends string>(choices: readonly Choice[]): Value<Choice> {
  return v.picklist(choices, `expected one of ${choices.join(', ')}.`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
