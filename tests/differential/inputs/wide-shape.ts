import type { Choices } from './choices.ts';
import type { Selected } from './wide-values.ts';

/** A field of an entity. */
export interface Field {
  readonly name: string;
  readonly type: string;
  /** Of its declaration, `(p0: Int = 1)`, or nothing. */
  readonly args: string;
  /** Where it is resolved; more than one where it is shared. */
  readonly homes: readonly string[];
  /** The subgraph that had it before the first of its homes took it over; null where none had. */
  readonly overridden: string | null;
  /** Whether that holds: the label of it, for all users or for none; null where it always does. */
  readonly label: 'percent(0)' | 'percent(100)' | null;
  readonly required: Required | null;
}

/** What a field needs of another one of its entity, of other subgraphs. */
export interface Required {
  readonly field: Field;
  readonly selected: readonly Selected[];
  /** What the field is called with, as resolvers have it; empty for a field without arguments. */
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Entity {
  readonly name: string;
  readonly index: number;
  readonly fields: readonly Field[];
  /** Field sets, by subgraph. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

export interface Shape {
  readonly entities: readonly Entity[];
  /** Of the object types that are no entities, which are the same everywhere. */
  readonly values: ReadonlyMap<string, readonly Field[]>;
  /** Fields that all entities have, each somewhere. */
  readonly common: readonly string[];
  /** Those that one subgraph gives for the whole interface. */
  readonly ofInterface: readonly Field[];
  readonly hiddenCode: boolean;
  readonly renamedRoots: string | null;
  readonly roots: readonly RootField[];
  /** Whether resolvers fail at some places. */
  readonly fails: boolean;
}

export interface RootField {
  readonly root: 'Query' | 'Mutation';
  readonly name: string;
  readonly type: string;
  readonly args: string;
  readonly homes: readonly string[];
  /** What the field's home gives along, of the entity that it gives. */
  readonly provides: Field | null;
}

export const SUBGRAPHS = ['a', 'b', 'c'];
/** The subgraph that knows the interface and none of the types. */
export const INTERFACE_HOME = 'd';
const LEAVES = ['Int', 'String', 'String', 'Boolean', 'Float', 'ID', 'Cor', 'Qualquer'];
const NARROWER: Readonly<Record<string, readonly string[]>> = {
  Base: ['Base', 'I', 'E0'],
  I: ['I', 'E2'],
  Any: ['Any', 'E2', 'V1'],
};
const INPUTS = [
  'Int',
  'String',
  'Boolean',
  'ID',
  'Cor',
  'Qualquer',
  'Filtro',
  'Par',
  '[Int!]',
  '[Filtro]',
  '[[Cor]]',
];
const DEFAULTS: Readonly<Record<string, string>> = {
  Int: '3',
  String: '"a b"',
  Boolean: 'true',
  Cor: 'VERDE',
  Filtro: '{ nome: "n" }',
  '[Int!]': '[1, 2]',
  Par: '{ um: 2 }',
};

/** What a graph is about, and which subgraph has what of it. */
export function anyShape(choices: Choices): Shape {
  const common = ['g0', 'g1'];
  const commonTypes = common.map(() =>
    wrapped(choices.of([...LEAVES, 'V0', 'E1', 'Base', 'I', 'Any']), choices),
  );
  const commonArgs = common.map(() => anyArguments(choices));
  const composites = ['E0', 'E1', 'E2', 'V0', 'V1', 'Any', 'I', 'Base', 'Some'];
  const values = new Map(
    ['V0', 'V1'].map((name) => [
      name,
      choices.many(2, 3, (index): Field => {
        const type =
          index === 0 ? choices.of(LEAVES) : choices.of([...LEAVES, 'V1', 'E0', 'Any', 'I', 'Base']);
        return field(
          `s${index}`,
          wrapped(type, choices),
          choices.oneIn(3) ? anyArguments(choices) : '',
          SUBGRAPHS,
        );
      }),
    ]),
  );
  const entities = [0, 1, 2].map((index): Entity => {
    const fields: Field[] = [];
    for (let number = 0; number < 5; number += 1) {
      const isCommon = number < common.length;
      const home = choices.of(SUBGRAPHS);
      const others = fields.filter(
        ({ homes, required, overridden, args }) =>
          !homes.includes(home) && !required && !overridden && (args === '' || literalsOf(args).length > 0),
      );
      const needed = !isCommon && others.length > 0 && choices.oneIn(2) ? choices.of(others) : null;
      const other = choices.of(SUBGRAPHS.filter((one) => one !== home));
      const isOverridden = !needed && choices.oneIn(6);
      fields.push({
        name: isCommon ? (common[number] ?? '') : `f${number}`,
        type: isCommon
          ? narrower(commonTypes[number] ?? '', index, choices)
          : needed
            ? 'String'
            : wrapped(choices.of([...LEAVES, ...composites]), choices),
        args: isCommon ? (commonArgs[number] ?? '') : anyArguments(choices),
        homes: !needed && !isOverridden && choices.oneIn(4) ? [home, other] : [home],
        overridden: isOverridden ? other : null,
        label: isOverridden ? choices.of([null, 'percent(0)', 'percent(100)'] as const) : null,
        required: needed && {
          field: needed,
          selected: anySelected(needed.type, values, choices),
          args: needed.args === '' ? {} : { p0: choices.of(literalsOf(needed.args)) },
        },
      });
    }
    return { name: `E${index}`, index, fields, keys: anyKeys(choices) };
  });
  const roots = SUBGRAPHS.flatMap((home) =>
    choices.many(1, 3, (index): RootField => {
      const type = choices.of(composites);
      const entity = entities.find(({ name }) => name === type);
      const provided =
        entity?.fields.filter(
          ({ homes, required, overridden, args, type: of }) =>
            !homes.includes(home) && !required && !overridden && args === '' && !of.includes('Some'),
        ) ?? [];
      return {
        root: choices.oneIn(4) ? 'Mutation' : 'Query',
        name: `${home}${index}`,
        type: wrapped(type, choices),
        args: anyArguments(choices),
        homes: [home],
        provides: provided.length > 0 && choices.oneIn(2) ? choices.of(provided) : null,
      };
    }),
  );
  const always: RootField[] = [
    { root: 'Query', name: 'a', type: 'E0', args: '(p0: Filtro)', homes: ['a'], provides: null },
    { root: 'Query', name: 'shared', type: 'V0', args: '', homes: ['a', 'b'], provides: null },
    { root: 'Mutation', name: 'm', type: 'E1', args: '(p0: [Filtro!])', homes: ['b'], provides: null },
  ];
  return {
    entities,
    values,
    common,
    ofInterface: choices.oneIn(3)
      ? ['o0', 'o1'].map((name) =>
          field(name, wrapped(choices.of([...LEAVES, 'I']), choices), anyArguments(choices), [
            INTERFACE_HOME,
          ]),
        )
      : [],
    hiddenCode: choices.oneIn(3),
    renamedRoots: choices.oneIn(2) ? choices.of(SUBGRAPHS) : null,
    roots: [...always, ...roots],
    fails: choices.oneIn(2),
  };
}

/** The subgraphs that are asked for a field. */
export function giversOf({ homes, overridden, label }: Field): readonly string[] {
  return label === 'percent(0)' && overridden !== null ? [overridden] : homes;
}

/** What an entity may have for a field of its interface, which is as the first entity has it. */
function narrower(type: string, entity: number, choices: Choices): string {
  if (entity === 0) return type;
  const own = type.replace(/Base|I(?!D|nt)|Any/, (of) => choices.of(NARROWER[of] ?? [of]));
  return own.endsWith('!') || !choices.oneIn(3) ? own : `${own}!`;
}

function field(name: string, type: string, args: string, homes: readonly string[]): Field {
  return { name, type, args, homes, overridden: null, label: null, required: null };
}

function wrapped(name: string, choices: Choices): string {
  return choices.of([name, name, name, `${name}!`, `[${name}]`, `[${name}!]`, `[${name}!]!`, `[[${name}]!]`]);
}

function anyArguments(choices: Choices): string {
  if (!choices.oneIn(3)) return '';
  const list = choices.many(1, 2, (index) => {
    const type = choices.of(INPUTS);
    const fallback = choices.oneIn(3) ? DEFAULTS[type] : undefined;
    return `p${index}: ${type}${choices.oneIn(5) && fallback ? '!' : ''}${fallback ? ` = ${fallback}` : ''}`;
  });
  return `(${list.join(', ')})`;
}

/** What a requirement calls a field with that takes one argument of a plain type; empty for any other. */
function literalsOf(args: string): readonly unknown[] {
  const type = /^\(p0: (\w+)!?(?: = [^,]*)?\)$/.exec(args)?.[1] ?? '';
  const literals: Readonly<Record<string, readonly unknown[]>> = {
    Int: [3, 7],
    String: ['a b', 'z'],
    Boolean: [true, false],
  };
  return literals[type] ?? [];
}

function anyKeys(choices: Choices): ReadonlyMap<string, readonly string[]> {
  return new Map(
    SUBGRAPHS.map((name) => [
      name,
      name === 'a'
        ? ['id', 'code', 'pair { x y }', 'id code']
        : choices.of([
            ['id'],
            ['id'],
            ['code'],
            ['pair { x y }'],
            ['id', 'code'],
            ['id code'],
            ['pair { y x } id'],
          ]),
    ]),
  );
}

/** What a required field is asked for, below it. */
function anySelected(
  type: string,
  values: ReadonlyMap<string, readonly Field[]>,
  choices: Choices,
): readonly Selected[] {
  const named = type.replaceAll(/[[\]!]/g, '');
  const fields = values.get(named);
  if (fields) {
    const leaves = fields.filter(
      (one) => one.args === '' && LEAVES.includes(one.type.replaceAll(/[[\]!]/g, '')),
    );
    return [{ name: '__typename' }, ...leaves.filter(() => choices.oneIn(2))];
  }
  if (/^E\d$/.test(named) || named === 'I' || named === 'Base')
    return choices.of([[{ name: 'id' }], [{ name: '__typename' }, { name: 'id' }]]);
  if (named === 'Any' || named === 'Some') return [{ name: '__typename' }, { name: 'id', on: 'E1' }];
  return [];
}
