import type { KnownOperation } from '../../documents/known-operations.ts';
import type { AffectedOperation } from '../operations/affected-operation.ts';
import type { Approval } from './approvals.ts';

/** The ids that approvals may name: those of documents that the working copy no longer has just so. */
export function retirable(operations: readonly KnownOperation[]): { id: string }[] {
  return operations.flatMap(({ retirement }) => (retirement === undefined ? [] : [{ id: retirement }]));
}

/** Documents of the baseline that are approved as retired do not count; of the others it is known whether they were edited. */
export function withRetirements(
  operations: readonly KnownOperation[],
  approvals: readonly Approval[],
  today: string,
): KnownOperation[] {
  const files = new Map<string, Set<string>>();
  for (const { source, name, file } of operations) {
    if (source === 'base') files.set(name, (files.get(name) ?? new Set()).add(file));
  }
  return operations.map((operation) => {
    if (operation.source !== 'base' || operation.isUnread) return operation;
    const { name, file } = operation;
    const isEdited = operations.some(
      (one) => one.source === 'document' && one.name === name && one.file === file,
    );
    // One approval is for one document: the name alone only where no other file has it.
    const isOnly = files.get(name)?.size === 1;
    const retirement = `operation:RETIRED:${isOnly ? name : `${file}:${name}`}`;
    const approval = approvals.find(({ change, expires }) => change === retirement && expires >= today);
    if (!approval) return { ...operation, isEdited, retirement };
    return {
      ...operation,
      isEdited,
      retirement,
      ignored: `retired, says ${approval.who} until ${approval.expires}: ${approval.why}`,
    };
  });
}

/** How to go on when documents of the baseline are among what breaks; empty otherwise. */
export function retirementHint(operations: readonly AffectedOperation[]): string {
  const ids = new Set(
    operations.flatMap(({ retirement, ignored }) => (retirement && ignored === null ? [retirement] : [])),
  );
  if (ids.size === 0) return '';
  return ` What the change takes from the documents may still be deployed; when no client runs it any more, approve ${[...ids].slice(0, 5).join(', ')}.`;
}
