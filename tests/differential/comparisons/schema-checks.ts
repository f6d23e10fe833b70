import { diff } from '@graphql-inspector/core';
import fc from 'fast-check';
import { buildSchema, findBreakingChanges, findDangerousChanges, parse, print, validate } from 'graphql';
import type { Change } from '../../../schema-tool/check/changes/change.ts';
import { schemaChanges } from '../../../schema-tool/check/diff/schema-diff.ts';
import { invalidOperations } from '../../../schema-tool/check/findings/invalid-operations.ts';
import { ExaminedOperation } from '../../../schema-tool/check/operations/examined-operation.ts';
import type { DifferentialOptions, DifferentialReport } from '../differential-command.ts';
import { trueEffectsOfChanges } from './schema-effects.ts';

/** Compares changes for a third of the time, and their effects on operations, and on any operations, for a third each. */
export async function compareSchemaChecks({
  duration,
  seed,
}: DifferentialOptions): Promise<DifferentialReport> {
  const options = { seed, interruptAfterTimeLimit: duration / 3, numRuns: 100_000_000 };
  const changes = await fc.check(sameChanges(), options);
  const effects = await fc.check(trueEffects(), options);
  const ofAny = await fc.check(trueEffectsOfChanges(), { ...options, endOnFailure: true });
  const differences = [
    ...[changes, effects].map((one) =>
      one.failed && one.counterexample !== null
        ? fc.defaultReportMessage<[old: string, now: string]>(one)
        : undefined,
    ),
    ofAny.failed && ofAny.counterexample !== null ? String(ofAny.errorInstance) : undefined,
  ];
  return {
    counts: {
      'pairs of schemas': changes.numRuns,
      'pairs of schemas with operations': effects.numRuns,
      'schemas of all kinds with any operations': ofAny.numRuns,
    },
    difference: differences.find((one) => one !== undefined) ?? null,
  };
}

/** Throws when there is one. */
function none(what: string, found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${what}: ${found.join('; ')}`);
}

const outputTypes = ['Int', 'String', 'ID', 'Cor', 'Item', 'No', 'Busca'];
const inputTypes = ['Int', 'String', 'ID', 'Cor', 'Filtro', 'Faixa'];
const wrapped = (names: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom('', '!', '[]', '[!]', '[]!', '[!]!'))
    .map(([name, wrap]) =>
      wrap.startsWith('[')
        ? `[${name}${wrap.includes('!]') ? '!' : ''}]${wrap.endsWith('!') ? '!' : ''}`
        : `${name}${wrap}`,
    );
const argument = fc.record({ name: fc.constantFrom('a', 'b'), type: wrapped(inputTypes) });
const field = fc.record({
  name: fc.constantFrom('f', 'g', 'h'),
  type: wrapped(outputTypes),
  args: fc.uniqueArray(argument, { selector: ({ name }) => name, maxLength: 2 }),
});
const fields = fc.uniqueArray(field, { selector: ({ name }) => name, minLength: 1, maxLength: 3 });
const inputFields = fc.uniqueArray(argument, { selector: ({ name }) => name, minLength: 1, maxLength: 2 });
const values = fc.subarray(['AZUL', 'VERDE', 'ROSA'], { minLength: 1 });
const members = fc.subarray(['Item', 'Outro'], { minLength: 1 });
const schema = fc
  .record({
    query: fields,
    item: fields,
    filtro: inputFields,
    faixa: inputFields,
    cor: values,
    busca: members,
    implements: fc.boolean(),
  })
  .map((one) => {
    const text = (list: { name: string; type: string; args?: { name: string; type: string }[] }[]) =>
      list
        .map(({ name, type, args = [] }) => {
          const given = args.map((argument) => `${argument.name}: ${argument.type}`).join(', ');
          return `  ${name}${given ? `(${given})` : ''}: ${type}`;
        })
        .join('\n');
    // An input that must have itself in itself is no input.
    const optional = (list: { name: string; type: string }[]) =>
      list.map((field) => ({
        ...field,
        type: /Filtro|Faixa/.test(field.type) ? field.type.replaceAll('!', '') : field.type,
      }));
    return `type Query {\n${text(one.query)}\n  item: Item\n  busca(filtro: Filtro, faixa: Faixa, cor: Cor): Busca\n  no: No\n}
interface No { id: ID }
type Item${one.implements ? ' implements No' : ''} {\n  id: ID\n${text(one.item)}\n}
type Outro implements No { id: ID }
union Busca = ${one.busca.join(' | ')}
enum Cor { ${one.cor.join(' ')} }
input Filtro {\n${text(optional(one.filtro))}\n}
input Faixa {\n${text(optional(one.faixa))}\n}`;
  });

/** graphql-js names where a change is in the text of its description. */
const coordinates = (changes: readonly { description: string }[]) =>
  changes.map(({ description }) => description);

/** What breaks is what graphql-js and GraphQL Inspector say, but for rules that are written down. */
function sameChanges() {
  return fc.asyncProperty(schema, schema, async (old, now) => {
    const [before, after] = [buildSchema(old), buildSchema(now)];
    const ours = schemaChanges('api', before, after);
    const breaking = ours.filter(({ severity }) => severity === 'breaking');
    const theirs = findBreakingChanges(before, after);

    none('only graphql-js says', missing(breaking, ours, coordinates(theirs)));
    const inspected = (await diff(before, after)).filter(
      ({ criticality }) => criticality.level === 'BREAKING',
    );
    const unexplained = inspected.filter(({ path, type }) => !isTold(path ?? '', type, ours, breaking));
    none(
      'only GraphQL Inspector says',
      unexplained.map(({ type, path }) => `${type} ${path}`),
    );
    const known = new Set(
      [...theirs, ...findDangerousChanges(before, after)].map(({ description }) => description),
    );
    // Nothing breaks here of which neither says a word.
    const alone = breaking.filter(
      (change) =>
        ![...known].some((text) => mentions(text, change.coordinate)) &&
        !inspected.some(({ path }) => path !== undefined && isAt(path, change.coordinate)),
    );
    none(
      'neither says',
      alone.map(({ id }) => id),
    );
  });
}

/** Breaking changes of graphql-js that are none here and that no rule explains. */
function missing(breaking: readonly Change[], ours: readonly Change[], theirs: readonly string[]): string[] {
  return theirs.filter((text) => {
    // No operation can name a built-in scalar that nothing has.
    if (text.startsWith('Standard scalar ')) return false;
    if (breaking.some(({ coordinate }) => mentions(text, coordinate))) return false;
    return !ours.some((change) => mentions(text, change.coordinate) && isExplained(change));
  });
}

/** Our rules: why a change that others call breaking is none. */
function isExplained({ type, severity, reason }: Change): boolean {
  // An enum that is only got, and an abstract type that is only narrowed: operations stay valid unless they say more.
  if (severity === 'dangerous') return type === 'ENUM_VALUE_REMOVED' || type === 'FIELD_TYPE_CHANGED';
  // Nothing leads to the type.
  if (reason.startsWith('Nothing led to this type')) return true;
  return false;
}

function isTold(path: string, type: string, ours: readonly Change[], breaking: readonly Change[]): boolean {
  if (breaking.some(({ coordinate }) => isAt(path, coordinate))) return true;
  if (type === 'OBJECT_TYPE_INTERFACE_REMOVED') return true;
  return ours.some(
    (change) => isAt(path, change.coordinate) && (isExplained(change) || change.severity === 'safe'),
  );
}

/** Whether a description names an element: all words of its coordinate, next to each other or not. */
function mentions(description: string, coordinate: string): boolean {
  const words = coordinate.match(/\w+/g) ?? [];
  return words.every((word) => new RegExp(`\\b${word}\\b`).test(description));
}

function isAt(path: string, coordinate: string): boolean {
  const words = coordinate.match(/\w+/g) ?? [];
  return path.split('.').every((part) => words.some((word) => word === part));
}

const operations = [
  'query A($v: Int) { item { id f } busca(cor: AZUL) { __typename } }',
  'query B($f: Filtro) { busca(filtro: $f) { ... on Item { id } } }',
  '{ no { ... on Item { id } id } busca(faixa: {}) { ... on Outro { id } } }',
].map((text) => parse(text));

/** An operation that stays valid is never told to be broken by an argument, and one that does not is never missed. */
function trueEffects() {
  return fc.asyncProperty(schema, schema, async (old, now) => {
    const schemas = { before: buildSchema(old), after: buildSchema(now) };
    const changes = schemaChanges('api', schemas.before, schemas.after).filter(
      ({ severity }) => severity !== 'safe',
    );
    for (const document of operations) {
      if (validate(schemas.before, document).length > 0) continue;
      const one = new ExaminedOperation(
        {
          name: 'A',
          source: 'usage',
          client: null,
          clientVersion: null,
          calls: 1,
          lastSeen: null,
          file: 'a',
          line: 1,
          document,
          variables: null,
          ignored: null,
          clientIgnored: false,
        },
        schemas,
      );
      const valid = validate(schemas.after, document).length === 0;
      const broken = changes.filter((change) => one.effectOf(change)?.certainty === 'broken');
      if (
        !valid &&
        broken.length + invalidOperations([one], schemas, { breaking: changes, isComplete: true }).length ===
          0
      )
        none('missed', [print(document)]);
      // Valid and broken means another meaning, which an argument or an input never has.
      if (valid)
        none(
          'stays valid',
          broken.map(({ type }) => type).filter((type) => /ARGUMENT|INPUT|ENUM/.test(type)),
        );
    }
  });
}
