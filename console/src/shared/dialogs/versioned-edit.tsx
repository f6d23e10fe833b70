import { useState } from 'react';
import type { FormField } from '../forms/form.tsx';
import { differences } from './conflict.ts';
import { ConflictDialog } from './conflict-dialog.tsx';

/** What a mutation that changes a version answers. */
interface Written {
  __typename: string;
  /** What is there by now, where somebody else was first. */
  atual?: { __typename: string } | null;
}

/** Something that is being changed, as one form after the other shows it. */
export interface VersionedEdit<Entity, Name extends string> {
  /** What the form began with, whatever the cache comes to know meanwhile. */
  readonly base: Entity;
  /** What was entered last. */
  readonly values: Readonly<Record<Name, string>>;
  /** What somebody else has written before; null where nobody was first. */
  readonly newer: Entity | null;
  /** Writes what was entered, over the version of `from`; by default that of `base`. */
  save(entered: Readonly<Record<Name, string>>, from?: Entity): void;
  /** Shows the form again, with what was entered. */
  edit(entered?: Readonly<Record<Name, string>>): void;
}

/**
 * Changes something that has versions. When somebody else was first nothing is written over unseen: `EditConflict` shows both.
 *
 * @param write sends what was entered, based on a version, and gives what the mutation has answered; what goes wrong is in its `error`
 * @param written the type of what it answers when it has been written
 * @param type the type of what is changed
 */
export function useVersionedEdit<Entity, Name extends string>(
  entity: Entity,
  {
    valuesOf,
    write,
    written,
    type,
    onWritten,
  }: {
    valuesOf(entity: Entity): Readonly<Record<Name, string>>;
    write(entered: Readonly<Record<Name, string>>, from: Entity): Promise<Written | null | undefined>;
    written: string;
    type: string;
    onWritten(): void;
  },
): VersionedEdit<Entity, Name> {
  const [base] = useState(entity);
  const [values, setValues] = useState(() => valuesOf(base));
  const [newer, setNewer] = useState<Entity | null>(null);
  const send = async (entered: Readonly<Record<Name, string>>, from: Entity) => {
    setValues(entered);
    const answer = await write(entered, from);
    if (answer?.__typename === written) onWritten();
    // Of this type, and with all that the mutation selects of it, which is what the form began with.
    setNewer(answer?.atual?.__typename === type ? (answer.atual as Entity) : null);
  };
  return {
    base,
    values,
    newer,
    save(entered, from = base) {
      // What goes wrong is in the mutation's `error`.
      send(entered, from).catch(() => {});
    },
    edit(entered = values) {
      setValues(entered);
      setNewer(null);
    },
  };
}

/** Both versions of what two people have changed; null while nobody was first. */
export function EditConflict<Entity, Name extends string>({
  edit,
  fields,
  valuesOf,
  save = edit.save,
  onDiscard,
}: {
  edit: VersionedEdit<Entity, Name>;
  fields: readonly FormField<Name>[];
  valuesOf(entity: Entity): Readonly<Record<Name, string>>;
  /** In place of that of `edit`. */
  save?(entered: Readonly<Record<Name, string>>, from: Entity): void;
  /** Leaves it as somebody else has written it. */
  onDiscard(): void;
}) {
  const { base, values, newer } = edit;
  if (newer === null) return null;
  const current = valuesOf(newer);
  return (
    <ConflictDialog
      found={differences(fields, { base: valuesOf(base), mine: values, current })}
      current={current}
      fields={fields}
      onSave={(chosen) => save(chosen, newer)}
      onDiscard={onDiscard}
      onClose={() => edit.edit()}
    />
  );
}

/** Why nothing was written, where that is no conflict of versions and no fault of a field; null otherwise. */
export function refusalOf(result: (Written & { mensagem?: string }) | null | undefined): string | null {
  const isRefused =
    result?.__typename === 'NaoEncontrado' || (result?.__typename === 'Conflito' && !result.atual);
  return isRefused ? (result.mensagem ?? null) : null;
}
