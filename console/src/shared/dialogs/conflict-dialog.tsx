import { useState } from 'react';
import type { FormField } from '../forms/form.tsx';
import { type Difference, type KeptSide, merged } from './conflict.ts';
import { Dialog } from './dialog.tsx';

/** Both versions of what two people have changed, side by side, and for each field which of them is kept. */
export function ConflictDialog<Name extends string>({
  found,
  current,
  fields = [],
  onSave,
  onDiscard,
  onClose,
}: {
  found: readonly Difference<Name>[];
  current: Readonly<Record<Name, string>>;
  /** Those of the form, where some are choices: what people call a choice is shown. */
  fields?: readonly FormField<Name>[];
  onSave(values: Record<Name, string>): void;
  /** Leaves it as somebody else has written it. */
  onDiscard(): void;
  onClose(): void;
}) {
  const called = (name: Name, value: string) =>
    fields.find((field) => field.name === name)?.options?.[value] ?? value;
  const [choices, setChoices] = useState<Partial<Record<Name, KeptSide>>>({});
  return (
    <Dialog title="Alterado por outra pessoa" onClose={onClose}>
      <p>
        Enquanto você editava, outra pessoa gravou uma versão nova. Escolha, em cada campo, o valor que fica.
      </p>
      {found.length === 0 ? (
        <p>As duas versões têm os mesmos valores.</p>
      ) : (
        found.map(({ name, label, mine, current: theirs, proposed }) => (
          <fieldset key={name} className="versions">
            <legend>{label}</legend>
            {(
              [
                ['mine', 'Sua versão', mine],
                ['current', 'Versão atual', theirs],
              ] as const
            ).map(([side, whose, value]) => (
              <label key={side}>
                <input
                  type="radio"
                  name={name}
                  value={side}
                  checked={(choices[name] ?? proposed) === side}
                  onChange={() => setChoices((before) => ({ ...before, [name]: side }))}
                />
                <span className="whose">{whose}</span>
                <span className="value">{value === '' ? '(vazio)' : called(name, value)}</span>
              </label>
            ))}
          </fieldset>
        ))
      )}
      <p className="actions">
        <button type="button" className="primary" onClick={() => onSave(merged(found, choices, current))}>
          Gravar o escolhido
        </button>
        <button type="button" onClick={onDiscard}>
          Descartar as minhas mudanças
        </button>
        <button type="button" onClick={onClose}>
          Voltar a editar
        </button>
      </p>
    </Dialog>
  );
}
