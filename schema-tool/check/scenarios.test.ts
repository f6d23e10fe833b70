import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { readSupergraphConfig, type SubgraphSource } from '../compose/supergraph-config.ts';
import { parseContractsConfig } from '../contract/contracts-config.ts';
import type { PlacedUsageLine } from '../usage/usage-file.ts';
import { parseApprovals } from './approvals.ts';
import { parseChecksConfig } from './checks-config.ts';
import { type KnownOperation, operationsInUse, readOperationDocuments } from './known-operations.ts';
import { type CheckReport, composeBaseline, runCheck } from './run-check.ts';

/** A change of the schema in `scenarios/base`, and what a check must say of it. */
interface Scenario {
  title: string;
  edits?: { in: string; replace: string; with: string }[];
  /** Subgraphs to add, by name. */
  add?: Record<string, string>;
  remove?: string[];
  urls?: Record<string, string>;
  /** Operations that a router has seen; without it usage is not known. */
  usage?: {
    name?: string;
    /** The same for the same document; by default its own. */
    hash?: string;
    client?: string;
    version?: string;
    count?: number;
    daysAgo?: number;
    document: string;
    inputFields?: string[];
    enumValues?: string[];
  }[];
  /** Leaves out the documents of `scenarios/base/operations`. */
  withoutDocuments?: boolean;
  /** Further documents, by file name. */
  documents?: Record<string, string>;
  /** Text of `checks.yaml`. */
  rules?: string;
  approvals?: object[];
  /** Contracts that are kept, as in `contracts.yaml`. */
  contracts?: object[];
  strict?: boolean;
  expect: {
    verdict: 'pass' | 'fail';
    /** Words that one finding must have: severity, section, code, change. Every error and warning must be listed. */
    finds: string[];
    /** Words that messages must have. */
    says?: string[];
    /** Names of the operations that errors and warnings must name. */
    operations?: string[];
  };
}

const FOLDER = join(import.meta.dirname, 'scenarios');
const BASE = join(FOLDER, 'base');
const TODAY = '2026-11-24';
const RULES = 'lint: { personalNames: [nome, cpf, telefone, ^fax$] , impersonalTypes: [^Empresa$] }';
const scenarios = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, parseYaml(readFileSync(join(FOLDER, name), 'utf8')) as Scenario] as const);

const baseline = composeBaseline({
  label: 'base',
  subgraphs: await readSupergraphConfig(join(BASE, 'supergraph.yaml')),
  contracts: null,
});

describe('scenarios', () => {
  test('are many', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
  });

  test.each(scenarios)('%s', async (_name, scenario) => {
    const report = await check(scenario);

    expect(shown(report)).toEqual({
      verdict: scenario.expect.verdict,
      withoutPlace: [],
      missing: [],
      unexpected: [],
      operations: [...(scenario.expect.operations ?? [])].sort(),
    });

    function shown({ verdict, findings }: CheckReport) {
      const lines = findings.map(({ severity, section, code, change }) =>
        `${severity} ${section} ${code} ${change ?? ''}`.trim(),
      );
      const loud = findings.filter(({ severity }) => severity !== 'notice');
      return {
        verdict,
        withoutPlace: findings.filter(
          ({ section, severity, code, place }) =>
            section === 'composition' && severity === 'error' && code !== 'CONTRACT_INVALID' && !place,
        ),
        missing: [
          ...scenario.expect.finds.filter((words) => !lines.some((line) => line.includes(words))),
          ...(scenario.expect.says ?? []).filter(
            (words) => !findings.some(({ message }) => message.includes(words)),
          ),
        ],
        unexpected: lines.filter(
          (line) =>
            !line.startsWith('notice') && !scenario.expect.finds.some((words) => line.includes(words)),
        ),
        operations: [...new Set(loud.flatMap(({ operations }) => operations.map(({ name }) => name)))].sort(),
      };
    }
  });
});

async function check(scenario: Scenario): Promise<CheckReport> {
  const { subgraphs: base } = baseline;
  const config = parseChecksConfig(scenario.rules ?? '', 'checks.yaml');
  const defaults = parseChecksConfig(RULES, 'checks.yaml');
  return await runCheck({
    baseline: baseline,
    subgraphs: changed(base, scenario),
    contracts: parseContractsConfig(
      JSON.stringify({ contracts: scenario.contracts ?? [] }),
      'contracts.yaml',
    ),
    operations: [
      ...(scenario.withoutDocuments ? [] : await readOperationDocuments(join(BASE, 'operations'))),
      ...Object.entries(scenario.documents ?? {}).map(([file, text]) => documentOf(file, text)),
      ...operationsInUse(usageOf(scenario), config.usage, TODAY),
    ],
    config: { ...config, lint: { ...defaults.lint, rules: config.lint.rules } },
    approvals: parseApprovals(JSON.stringify({ approvals: scenario.approvals ?? [] }), 'approvals.yaml'),
    strict: scenario.strict ?? false,
    today: TODAY,
  });
}

function changed(base: readonly SubgraphSource[], scenario: Scenario): SubgraphSource[] {
  const kept = base
    .filter(({ name }) => !scenario.remove?.includes(name))
    .map((subgraph) => {
      let { sdl } = subgraph;
      for (const edit of scenario.edits ?? []) {
        if (edit.in !== subgraph.name) continue;
        // An edit that matches nothing, or something else too, would test another change than it says.
        expect(sdl.split(edit.replace)).toHaveLength(2);
        sdl = sdl.replace(edit.replace, () => edit.with);
      }
      return { ...subgraph, url: scenario.urls?.[subgraph.name] ?? subgraph.url, sdl, document: parse(sdl) };
    });
  const added = Object.entries(scenario.add ?? {}).map(([name, sdl]) => ({
    name,
    url: `http://${name}:4000/graphql`,
    file: `${name}.graphql`,
    sdl,
    document: parse(sdl),
  }));
  return [...kept, ...added];
}

function usageOf({ usage = [] }: Scenario): PlacedUsageLine[] {
  return usage.map(
    ({ name, hash, client, version, count, daysAgo, document, inputFields, enumValues }, index) => {
      const lastSeen = new Date(Date.parse(TODAY) - (daysAgo ?? 1) * 86_400_000).toISOString();
      return {
        file: 'usage.jsonl',
        line: index + 1,
        usage: {
          v: 1,
          day: lastSeen.slice(0, 10),
          hash: hash ?? String(index).padStart(64, '0'),
          name: name ?? null,
          client: client ?? null,
          clientVersion: version ?? null,
          document,
          fields: [],
          enumValues: enumValues ?? [],
          inputFields: inputFields ?? [],
          count: count ?? 10,
          lastSeen,
        },
      };
    },
  );
}

function documentOf(file: string, text: string): KnownOperation {
  return {
    name: /\b(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '',
    source: 'document',
    client: null,
    clientVersion: null,
    calls: null,
    lastSeen: null,
    file,
    line: 1,
    document: parse(text),
    variables: null,
    ignored: null,
  };
}
