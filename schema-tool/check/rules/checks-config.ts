import * as v from 'valibot';
import type { UsageRules } from '../../documents/known-operations.ts';
import { readYaml } from '../../inputs/yaml-file.ts';
import { list, mapping, number, oneOfWords, TEXT } from '../../inputs/yaml-values.ts';
import type { ClientAccess } from '../access/granted.ts';

/** What a rule does about what it finds. */
export type Level = 'off' | 'warn' | 'error';
const LEVELS: readonly Level[] = ['off', 'warn', 'error'];

/** The lint rules, each with what it does unless the file says otherwise: none keeps anybody from merging. */
export const LINT_RULES = {
  // Who sees only the usual reason cannot know what to use instead.
  'deprecation-reason': 'warn',
  // How one house writes its schemas: on where `checks.yaml` says so.
  'type-names': 'off',
  'field-names': 'off',
  'enum-value-names': 'off',
  descriptions: 'off',
  'deprecation-removal-date': 'off',
  'connection-arguments': 'off',
  'nullable-across-domains': 'off',
  'personal-data-tagged': 'off',
} as const satisfies Record<string, Level>;

export type LintRule = keyof typeof LINT_RULES;

/** By how much a query plan may get worse. */
export interface Threshold {
  warn: number;
  /** Null where it never fails. */
  fail: number | null;
}

/** `checks.yaml`. */
export interface ChecksConfig {
  usage: UsageRules;
  /** When a breaking change that touches no known operation is only a warning. */
  downgrade: 'always' | 'with-usage' | 'never';
  /** What requests of clients carry. */
  access: { clients: readonly ClientAccess[] };
  /** For how many days an element must have been deprecated before it may be removed. */
  deprecatedFor: { days: number; level: Level };
  plans: {
    /** Further requests to subgraphs. */
    requests: Threshold;
    /** Further sequential steps. */
    depth: Threshold;
    /** Growth of the estimated cost, percent. */
    cost: Threshold;
    /** Plans are made for so many operations, those with most calls first. */
    maxOperations: number;
  };
  lint: {
    rules: Readonly<Record<LintRule, Level>>;
    /** Names, as regular expressions without case, that mean personal data. */
    personalNames: readonly string[];
    /** Scalars that only personal data have. */
    personalTypes: readonly string[];
    /** Types, as regular expressions, whose names are not about persons. */
    impersonalTypes: readonly string[];
  };
}

const PERSONAL_NAMES = ['^nome$', '^name$', 'email', 'cpf', 'phone', 'telefone', 'nascimento', 'birth'];

const DAYS = number({ min: 1, max: 3_650 });
const LEVEL = oneOfWords(LEVELS);
const PATTERN = v.pipe(TEXT, v.check(isRegularExpression, 'expected a regular expression.'));

const CLIENT_ACCESS = v.pipe(
  mapping({
    client: v.nullable(TEXT),
    documents: v.nullable(TEXT),
    scopes: v.pipe(
      v.nullable(list(TEXT)),
      v.check((scopes) => scopes !== null, 'expected `scopes`, `[]` for a client that has none.'),
    ),
    policies: v.nullable(list(TEXT)),
  }),
  v.check(
    ({ client, documents }) => client !== null || documents !== null,
    'expected `client`, `documents` or both.',
  ),
  v.transform(
    ({ scopes, policies, ...whose }): ClientAccess => ({
      ...whose,
      scopes: new Set(scopes),
      policies: policies && new Set(policies),
    }),
  ),
);

const CHECKS = mapping({
  usage: mapping({
    windowDays: v.nullish(DAYS, 30),
    minimumShare: v.nullish(number({ min: 0, max: 100 }), 0),
    ignoredClients: list(TEXT),
  }),
  downgrade: v.nullish(oneOfWords(['always', 'with-usage', 'never']), 'with-usage'),
  access: mapping({ clients: list(CLIENT_ACCESS) }),
  deprecatedFor: v.pipe(
    mapping({ days: v.nullable(DAYS), level: v.nullable(LEVEL) }),
    v.transform(({ days, level }) => ({
      days: days ?? 30,
      // Whoever gives days wants the rule.
      level: level ?? (days === null ? 'off' : 'error'),
    })),
  ),
  plans: mapping({
    requests: threshold(1, 4),
    depth: threshold(1, 3),
    // A field that moves under a list costs many times as much by this estimate, and may cost little.
    cost: threshold(50, null),
    maxOperations: v.nullish(number({ min: 0, max: 100_000 }), 500),
  }),
  lint: mapping({
    rules: mapping(
      Object.fromEntries(Object.entries(LINT_RULES).map(([rule, level]) => [rule, levelOr(level)])) as Record<
        LintRule,
        v.GenericSchema<unknown, Level>
      >, // Made from every rule.
    ),
    personalNames: v.nullish(list(PATTERN), PERSONAL_NAMES),
    personalTypes: list(TEXT),
    impersonalTypes: list(PATTERN),
  }),
});

/** The configuration in a file's text; what it leaves out has defaults. Throws CannotRun with all problems and their places. */
export function parseChecksConfig(text: string, file: string): ChecksConfig {
  return readYaml(text, file, CHECKS);
}

function levelOr(fallback: Level): v.GenericSchema<unknown, Level> {
  return v.nullish(LEVEL, fallback);
}

function threshold(warn: number, fail: number | null): v.GenericSchema<unknown, Threshold> {
  const most = number({ min: 0, max: 1_000_000 });
  return mapping({
    warn: v.nullish(most, warn),
    fail: fail === null ? v.nullish(most, null) : v.nullish(most, fail),
  });
}

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, 'i');
    return true;
  } catch {
    return false;
  }
}
