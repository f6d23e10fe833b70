import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSupergraphConfig } from '../compose/supergraph-config.ts';
import { readContractsConfig } from '../contract/contracts-config.ts';
import { readOperationDocuments } from '../documents/document-operations.ts';
import { composeBaseline } from './baseline/compositions.ts';
import { parseApprovals } from './rules/approvals.ts';
import { parseChecksConfig } from './rules/checks-config.ts';
import { runCheck } from './run-check.ts';

test("this repository's graph has nothing to warn about by its own rules", async () => {
  const subgraphs = await readSupergraphConfig('schema/supergraph.yaml');
  const contracts = await readContractsConfig('schema/contracts.yaml');
  const { findings, operations, plans } = await runCheck({
    baseline: composeBaseline({ label: 'itself', subgraphs, contracts }),
    subgraphs,
    contracts,
    operations: await readOperationDocuments('schema/operations'),
    config: parseChecksConfig(readFileSync('schema/checks.yaml', 'utf8'), 'schema/checks.yaml'),
    approvals: parseApprovals(readFileSync('schema/approvals.yaml', 'utf8'), 'schema/approvals.yaml'),
    strict: false,
    all: true,
    today: new Date().toISOString().slice(0, 10),
  });

  expect(findings.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  expect(operations.documents).toBeGreaterThan(0);
  // Nothing changed, and so no plan can have.
  expect(plans).toEqual([]);
});
