import type { KnownOperation } from '../documents/known-operations.ts';
import type { AffectedOperation } from './affected-operations.ts';
import type { Approval } from './approvals.ts';

/** The id by which somebody says that no client runs a document of the baseline any more. */
function retirementOf(name: string): string {
  return `operation:RETIRED:${name}`;
}

/** The ids that approvals may name: those of documents that the working copy no longer has just so. */
export function retirable(operations: readonly KnownOperation[]): { id: string }[] {
  return operations.filter(({ source }) => source === 'base').map(({ name }) => ({ id: retirementOf(name) }));
}

/** Documents of the baseline that are approved as retired do not count; of the others it is known whether they were edited. */
export function withRetirements(
  operations: readonly KnownOperation[],
  approvals: readonly Approval[],
  today: string,
): KnownOperation[] {
  return operations.map((operation) => {
    if (operation.source !== 'base') return operation;
    const { name, file } = operation;
    const isEdited = operations.some(
      (one) => one.source === 'document' && one.name === name && one.file === file,
    );
    const approval = approvals.find(
      ({ change, expires }) => change === retirementOf(name) && expires >= today,
    );
    if (!approval) return { ...operation, isEdited };
    return {
      ...operation,
      isEdited,
      ignored: `retired, says ${approval.who} until ${approval.expires}: ${approval.why}`,
    };
  });
}

/** How to go on when documents of the baseline are among what breaks; empty otherwise. */
export function retirementHint(operations: readonly AffectedOperation[]): string {
  const names = operations
    .filter(({ deployed, ignored }) => deployed && ignored === null)
    .map(({ name }) => name);
  if (names.length === 0) return '';
  const ids = [...new Set(names)].slice(0, 5).map(retirementOf);
  return ` What the change takes from the documents may still be deployed; when no client runs it any more, approve ${ids.join(', ')}.`;
}
