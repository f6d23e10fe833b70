import type { UsageRules } from '../documents/known-operations.ts';
import { YamlValue } from '../inputs/strict-yaml.ts';
import type { ClientAccess } from './granted.ts';

/** What a rule does about what it finds. */
export type Level = 'off' | 'warn' | 'error';
const LEVELS: readonly Level[] = ['off', 'warn', 'error'];

/** The lint rules, each with what it does unless the file says otherwise. */
export const LINT_RULES = {
  'type-names': 'error',
  'field-names': 'error',
  'enum-value-names': 'error',
  'deprecation-reason': 'error',
  // How one house writes its schemas: on where `checks.yaml` says so.
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
  fail: number;
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
const THRESHOLDS = { requests: [1, 4], depth: [1, 3], cost: [50, 400] } as const;

/** The configuration in a file's text; what it leaves out has defaults. Throws CannotRun with file and line. */
export function parseChecksConfig(text: string, file: string): ChecksConfig {
  const root = YamlValue.parse(text, file).keys([
    'usage',
    'downgrade',
    'access',
    'deprecatedFor',
    'plans',
    'lint',
  ]);
  const usage = root.usage.keys(['windowDays', 'minimumShare', 'ignoredClients']);
  const deprecatedFor = root.deprecatedFor.keys(['days', 'level']);
  const plans = root.plans.keys(['requests', 'depth', 'cost', 'maxOperations']);
  const lint = root.lint.keys(['rules', 'personalNames', 'personalTypes', 'impersonalTypes']);
  const threshold = (name: keyof typeof THRESHOLDS): Threshold => {
    const { warn, fail } = plans[name].keys(['warn', 'fail']);
    const [leastWarn, leastFail] = THRESHOLDS[name];
    return {
      warn: warn.number(leastWarn, { min: 0, max: 1_000_000 }),
      fail: fail.number(leastFail, { min: 0, max: 1_000_000 }),
    };
  };
  // Object.keys of a constant gives its keys.
  const names = Object.keys(LINT_RULES) as LintRule[];
  const rules = lint.rules.keys(names);
  return {
    usage: {
      windowDays: usage.windowDays.number(30, { min: 1, max: 3_650 }),
      minimumShare: usage.minimumShare.number(0, { min: 0, max: 100 }),
      ignoredClients: usage.ignoredClients.list().map((client) => client.text()),
    },
    downgrade: root.downgrade.choice(['always', 'with-usage', 'never'], 'with-usage'),
    access: { clients: root.access.keys(['clients']).clients.list().map(clientAccess) },
    deprecatedFor: {
      days: deprecatedFor.days.number(30, { min: 1, max: 3_650 }),
      // Whoever gives days wants the rule.
      level: deprecatedFor.level.choice(LEVELS, deprecatedFor.days.isAbsent ? 'off' : 'error'),
    },
    plans: {
      requests: threshold('requests'),
      depth: threshold('depth'),
      cost: threshold('cost'),
      maxOperations: plans.maxOperations.number(500, { min: 0, max: 100_000 }),
    },
    lint: {
      rules: Object.fromEntries(
        names.map((name) => [name, rules[name].choice(LEVELS, LINT_RULES[name])]),
      ) as Record<LintRule, Level>, // Made from every name.
      personalNames: patterns(lint.personalNames) ?? PERSONAL_NAMES,
      personalTypes: lint.personalTypes.isAbsent ? [] : lint.personalTypes.list().map((one) => one.text()),
      impersonalTypes: patterns(lint.impersonalTypes) ?? [],
    },
  };
}

function clientAccess(value: YamlValue): ClientAccess {
  const { client, documents, scopes, policies } = value.keys(['client', 'documents', 'scopes', 'policies']);
  if (client.isAbsent && documents.isAbsent) throw value.wrong('expected `client`, `documents` or both.');
  if (scopes.isAbsent) throw value.wrong('expected `scopes`, `[]` for a client that has none.');
  return {
    client: client.isAbsent ? null : client.text(),
    documents: documents.isAbsent ? null : documents.text(),
    scopes: new Set(scopes.list().map((one) => one.text())),
    policies: policies.isAbsent ? null : new Set(policies.list().map((one) => one.text())),
  };
}

function patterns(value: YamlValue): string[] | null {
  if (value.isAbsent) return null;
  return value.list().map((one) => {
    const pattern = one.text();
    try {
      new RegExp(pattern, 'i');
    } catch {
      throw one.wrong('expected a regular expression.');
    }
    return pattern;
  });
}
