import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import { indexSdl, type SdlElement } from '../../sdl/sdl-index.ts';
import type { OperationUses } from '../effects/operation-uses.ts';
import { type Finding, finding } from '../finding.ts';
import { deprecationOf, removalDateOf } from '../lint/contract-rules.ts';

/**
 * Deprecated elements that should have gone by now, and those that nobody uses any more. What is overdue is a warning where the
 * change has deprecated it so, and else only a note: nobody's change waits for what another one left.
 *
 * @param before whose deprecations are not of the change; none where all are told alike
 */
export function deprecationFindings(
  subgraphs: readonly SubgraphSource[],
  used: readonly OperationUses[],
  { hasUsage, today, before }: { hasUsage: boolean; today: string; before: readonly SubgraphSource[] },
): Finding[] {
  const known = new Set(before.flatMap(({ document, file }) => indexSdl(document, file).map(deprecationKey)));
  // What variables of a document may give, and which value of an enum comes back, nobody knows: it counts as used.
  const inUse = ({ coordinate, typeName, kind }: SdlElement) =>
    used.some(
      ({ fields, given, inputFields, enumValues, variables, outputs, recorded }) =>
        [fields, given, inputFields, enumValues].some((one) => one.has(coordinate)) ||
        [recorded?.inputFields, recorded?.enumValues].some((one) => one?.has(coordinate)) ||
        (kind !== 'field' && kind !== 'argument' && !recorded && variables.has(typeName)) ||
        (kind === 'enumValue' && outputs.has(typeName)),
    );
  return subgraphs.flatMap(({ document, file }) =>
    indexSdl(document, file).flatMap((element) => {
      const reason = deprecationOf(element);
      if (reason === null) return [];
      const { coordinate, place } = element;
      const date = removalDateOf(reason);
      const isUsed = inUse(element);
      if (date !== null && date < today) {
        const state = isUsed ? 'and is still used' : hasUsage ? 'and nobody uses it: remove it' : 'already';
        const message = `${coordinate} was to be removed on ${date} ${state}.`;
        const severity = known.has(deprecationKey(element)) ? 'notice' : 'warning';
        return [finding('lint', severity, 'deprecated-overdue', message, { place })];
      }
      if (!hasUsage || isUsed) return [];
      const message = `${coordinate} is deprecated and no known operation uses it: it can be removed.`;
      return [finding('lint', 'notice', 'deprecated-unused', message, { place })];
    }),
  );
}

function deprecationKey(element: SdlElement): string {
  return `${element.coordinate} ${deprecationOf(element)}`;
}
