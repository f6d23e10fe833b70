import { buildSchema, type GraphQLSchema } from 'graphql';
import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import { contractOf } from '../../contract/contract.ts';
import type { NamedContract } from '../../contract/contracts-config.ts';
import { operationErrors } from '../../documents/operation-errors.ts';
import { type Change, changeKey, withInherited } from '../changes/change.ts';
import { withHidden } from '../changes/hidden-elements.ts';
import { toldOnce } from '../changes/inherited-changes.ts';
import { schemaChanges } from '../diff/schema-diff.ts';
import { type Finding, finding } from '../finding.ts';
import { ExaminedOperation } from '../operations/examined-operation.ts';
import { type ApiRules, apiFindings } from './api-findings.ts';

/** A supergraph and the contracts that are kept of it. */
export interface Contracted {
  supergraph: string;
  contracts: readonly NamedContract[];
}

/** Whether a change is judged: one of the API or of a contract, not one of a subgraph alone. */
export function isOfClients({ scope }: Change): boolean {
  return scope === 'api' || scope.startsWith(SCOPE);
}

const SCOPE = 'contract/';

/**
 * What changes for the clients of each contract. What changes in the API just so is told there; an operation counts
 * when all of it was in the contract.
 */
export function compareContracts(
  before: Contracted,
  after: Contracted,
  {
    ofApi,
    subgraphs,
    examined,
    rules,
  }: {
    ofApi: readonly Change[];
    subgraphs: { before: readonly SubgraphSource[]; after: readonly SubgraphSource[] };
    examined: readonly ExaminedOperation[];
    rules: ApiRules;
  },
): { changes: Change[]; findings: Finding[] } {
  const changes: Change[] = [];
  const findings: Finding[] = [];
  for (const contract of after.contracts) {
    const now = contractOf(after.supergraph, contract, subgraphs.after);
    if (now.kind === 'invalid') {
      findings.push(
        ...now.errors.map((error) =>
          finding('composition', 'error', 'CONTRACT_INVALID', `Contract ${contract.name}: ${error}`),
        ),
      );
      continue;
    }
    const earlier = before.contracts.find(({ name }) => name === contract.name);
    const old = earlier ? contractOf(before.supergraph, earlier, subgraphs.before) : null;
    if (old?.kind !== 'valid') {
      findings.push(finding('changes', 'notice', 'CONTRACT_ADDED', `Contract ${contract.name} is new.`));
      continue;
    }
    const schemas = { before: buildSchema(old.api), after: buildSchema(now.api) };
    const own = toldOnce(changesOf(contract.name, schemas, ofApi, after.supergraph), subgraphs, schemas);
    const concerned = examined
      .filter(({ operation }) => operationErrors(schemas.before, operation.document).length === 0)
      .map(({ operation }) => new ExaminedOperation(operation, schemas));
    changes.push(...own);
    findings.push(...apiFindings(own, concerned, rules));
  }
  for (const { name } of before.contracts) {
    if (after.contracts.some((contract) => contract.name === name)) continue;
    findings.push(
      finding('changes', 'warning', 'CONTRACT_REMOVED', `Contract ${name} is no longer kept.`, {
        reason: 'A router that serves it gets no more updates.',
      }),
    );
  }
  return { changes, findings };
}

/** Changes in which a tag that goes is safe where contracts that are kept here name it: what it does to them is told there. */
export function withoutTagsOfContracts(
  changes: readonly Change[],
  contracts: readonly NamedContract[],
): Change[] {
  const tags = new Set(contracts.flatMap(({ include, exclude }) => [...include, ...exclude]));
  return changes.map((one) => {
    const text = /@tag\(name: ("(?:[^"\\]|\\.)*")/.exec(one.id)?.[1];
    const isTold = one.directive === 'tag' && text !== undefined && tags.has(JSON.parse(text));
    return isTold && one.severity === 'dangerous'
      ? { ...one, severity: 'safe', reason: 'What it does to contracts is told as changes of these.' }
      : one;
  });
}

function changesOf(
  name: string,
  { before, after }: { before: GraphQLSchema; after: GraphQLSchema },
  ofApi: readonly Change[],
  supergraph: string,
): Change[] {
  const changes = withHidden(schemaChanges(`${SCOPE}${name}`, before, after), supergraph);
  const told = new Set(withInherited(ofApi).map(changeKey));
  return changes.filter((one) => !told.has(changeKey(one)));
}
