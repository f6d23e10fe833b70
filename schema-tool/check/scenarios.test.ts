import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { readSupergraphConfig, type SubgraphSource } from '../compose/supergraph-config.ts';
import { parseContractsConfig } from '../contract/contracts-config.ts';
import { readOperationDocuments } from '../documents/document-operations.ts';
import { type KnownOperation, operationsInUse } from '../documents/known-operations.ts';
import type { FilePlace } from '../sdl/place.ts';
import type { PlacedUsageLine } from '../usage/usage-file.ts';
import { composeBaseline } from './baseline/compositions.ts';
import type { CheckReport } from './check-report.ts';
import { jsonReport } from './report/json.ts';
import { placeText } from './report/wording.ts';
import { parseApprovals } from './rules/approvals.ts';
import { LINT_RULES, parseChecksConfig } from './rules/checks-config.ts';
import { runCheck } from './run-check.ts';

/** A change of the schema in `scenarios/base`, and what a check must say of it. */
interface Scenario {
  title: string;
  /** What only the baseline has: texts that end a subgraph's schema, or that are a subgraph of their own. */
  base?: Record<string, string>;
  edits?: { in: string; replace: string; with: string }[];
  /** Texts that end a subgraph's schema after the change. */
  addTo?: Record<string, string>;
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
    /** False where nobody recorded what variables gave. */
    recorded?: false;
  }[];
  /** Leaves out the graph and the documents of `scenarios/base`. */
  alone?: boolean;
  /** Leaves out the documents of `scenarios/base/operations`. */
  withoutDocuments?: boolean;
  /** Further documents, by file name. */
  documents?: Record<string, string>;
  /** Documents of the baseline that have gone. */
  baseDocuments?: Record<string, string>;
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
    /** How many changes there are, safe ones counted. */
    changes?: number;
    /** How many findings there are, notices counted. */
    findings?: number;
    /** Words that messages must have. */
    says?: string[];
    /** Words that reasons must have. */
    reasons?: string[];
    /** Where findings must stand: `CODE file:line`, with `in the baseline` where it is gone. */
    places?: string[];
    /** Names of the operations that errors and warnings must name. */
    operations?: string[];
    /** Names of those among them that go on as they do. */
    affected?: string[];
  };
}

const FOLDER = join(import.meta.dirname, 'scenarios');
const BASE = join(FOLDER, 'base');
const TODAY = '2026-11-24';
/** All rules are on, unless a scenario says otherwise. */
const RULES = {
  lint: {
    personalNames: ['nome', 'cpf', 'telefone', '^fax$'],
    impersonalTypes: ['^Empresa$'],
    rules: Object.fromEntries(Object.keys(LINT_RULES).map((name) => [name, 'error'])),
  },
};
const scenarios = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, parseYaml(readFileSync(join(FOLDER, name), 'utf8')) as Scenario] as const);

/** By what is published for programs that read reports. */
const isReport = new Ajv.default().compile(JSON.parse(readFileSync('docs/check-report.schema.json', 'utf8')));

const baseline = composeBaseline({
  label: 'base',
  subgraphs: await readSupergraphConfig(join(BASE, 'supergraph.yaml')),
  contracts: null,
});

describe('scenarios', () => {
  test('are many', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(120);
  });

  test.each(scenarios)('%s', async (_name, scenario) => {
    const report = await check(scenario);

    expect(isReport(JSON.parse(jsonReport(report))) ? [] : isReport.errors).toEqual([]);
    if (scenario.expect.changes !== undefined) expect(report.changes).toHaveLength(scenario.expect.changes);
    if (scenario.expect.findings !== undefined)
      expect(report.findings).toHaveLength(scenario.expect.findings);
    expect(shown(report)).toEqual({
      verdict: scenario.expect.verdict,
      withoutPlace: [],
      missing: [],
      unexpected: [],
      operations: [...(scenario.expect.operations ?? [])].sort(),
      affected: [...(scenario.expect.affected ?? [])].sort(),
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
          ...(scenario.expect.reasons ?? []).filter(
            (words) => !findings.some(({ reason }) => reason?.includes(words)),
          ),
          ...(scenario.expect.places ?? []).filter(
            (one) => !findings.some(({ code, place }) => `${code} ${placeOf(place)}` === one),
          ),
        ],
        unexpected: lines.filter(
          (line) =>
            !line.startsWith('notice') && !scenario.expect.finds.some((words) => line.includes(words)),
        ),
        operations: namesOf(loud.flatMap(({ operations }) => operations)),
        affected: namesOf(
          loud.flatMap(({ operations }) => operations.filter(({ effect }) => effect === 'affected')),
        ),
      };
    }
  });
});

function namesOf(operations: readonly { name: string }[]): string[] {
  return [...new Set(operations.map(({ name }) => name))].sort();
}

function placeOf(place: FilePlace | null): string {
  return place ? placeText(place, place.file) : 'nowhere';
}

async function check(scenario: Scenario): Promise<CheckReport> {
  const base = scenario.alone ? [] : baseline.subgraphs;
  const old = scenario.base
    ? composeBaseline({ ...baseline, subgraphs: extended(base, scenario.base) })
    : baseline;
  const own = (parseYaml(scenario.rules ?? '') ?? {}) as { lint?: { rules?: object } };
  const lint = { ...RULES.lint, rules: { ...RULES.lint.rules, ...own.lint?.rules } };
  const config = parseChecksConfig(JSON.stringify({ ...own, lint }), 'checks.yaml');
  return await runCheck({
    baseline: {
      ...old,
      operations: Object.entries(scenario.baseDocuments ?? {}).map(([file, text]) =>
        documentOf(file, text, 'base'),
      ),
    },
    subgraphs: changed(extended(base, scenario.addTo ?? {}), scenario),
    contracts: parseContractsConfig(
      JSON.stringify({ contracts: scenario.contracts ?? [] }),
      'contracts.yaml',
    ),
    operations: [
      ...(scenario.withoutDocuments || scenario.alone
        ? []
        : await readOperationDocuments(join(BASE, 'operations'))),
      ...Object.entries(scenario.documents ?? {}).map(([file, text]) => documentOf(file, text)),
      ...operationsInUse(usageOf(scenario), config.usage, TODAY),
    ],
    config,
    approvals: parseApprovals(JSON.stringify({ approvals: scenario.approvals ?? [] }), 'approvals.yaml'),
    strict: scenario.strict ?? false,
    today: TODAY,
  });
}

/** Subgraphs with texts at the end of their schemas, and further ones. */
function extended(base: readonly SubgraphSource[], texts: Record<string, string>): SubgraphSource[] {
  const known = base.map((subgraph) => withSdl(subgraph, `${subgraph.sdl}${texts[subgraph.name] ?? ''}`));
  const others = Object.entries(texts).filter(([name]) => !base.some((one) => one.name === name));
  return [...known, ...others.map(([name, sdl]) => added(name, sdl))];
}

/** A subgraph with another schema; what stays the same is neither read nor built again, as in a check of commits. */
function withSdl(subgraph: SubgraphSource, sdl: string): SubgraphSource {
  return sdl === subgraph.sdl ? subgraph : { ...subgraph, sdl, document: parse(sdl) };
}

function added(name: string, sdl: string): SubgraphSource {
  return { name, url: `http://${name}:4000/graphql`, file: `${name}.graphql`, sdl, document: parse(sdl) };
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
      return { ...withSdl(subgraph, sdl), url: scenario.urls?.[subgraph.name] ?? subgraph.url };
    });
  return [...kept, ...Object.entries(scenario.add ?? {}).map(([name, sdl]) => added(name, sdl))];
}

function usageOf({ usage = [] }: Scenario): PlacedUsageLine[] {
  return usage.map(
    ({ name, hash, client, version, count, daysAgo, document, inputFields, enumValues, recorded }, index) => {
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
          ...(recorded === false ? { recorded } : {}),
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

function documentOf(file: string, text: string, source: 'document' | 'base' = 'document'): KnownOperation {
  return {
    name: /\b(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '',
    source,
    client: null,
    clientVersion: null,
    calls: null,
    lastSeen: null,
    file,
    line: 1,
    document: parse(text),
    variables: null,
    ignored: null,
    clientIgnored: false,
  };
}
