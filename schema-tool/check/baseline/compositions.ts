import { type Composition, compose } from '../../compose/compose.ts';
import type { CompositionMessage } from '../../compose/composition-message.ts';
import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import { type Finding, finding, type Severity } from '../finding.ts';
import type { Baseline } from './baseline.ts';

/** A baseline with what it composes to. */
export interface ComposedBaseline extends Baseline {
  composition: Composition;
}

/** A baseline with what its subgraphs compose to. */
export function composeBaseline(baseline: Baseline): ComposedBaseline {
  return { ...baseline, composition: compose(baseline.subgraphs) };
}

/** Subgraphs, and what to compare them with. */
interface Composable {
  baseline: ComposedBaseline | null;
  subgraphs: readonly SubgraphSource[];
  unread?: readonly string[];
}

/** What the subgraphs compose to; of what does not compose because some cannot be read, no errors are told. */
export function composeReadable(input: Composable): Composition {
  const { unread = [], subgraphs } = input;
  const isComplete = unread.every((name) => subgraphs.some((one) => one.name === name));
  const after: Composition = isComplete ? composeAfter(input) : { kind: 'failed', errors: [] };
  return after.kind === 'failed' && unread.length > 0 ? { kind: 'failed', errors: [] } : after;
}

/** What the subgraphs compose to; what is the same as before is not composed again. */
function composeAfter({ baseline, subgraphs }: Composable): Composition {
  const same =
    baseline?.subgraphs.length === subgraphs.length &&
    subgraphs.every((one) =>
      baseline.subgraphs.some(
        ({ name, url, sdl }) => name === one.name && url === one.url && sdl === one.sdl,
      ),
    );
  return same && baseline ? placedIn(subgraphs, baseline.composition) : compose(subgraphs);
}

/** A composition of the same schemas in other files. */
function placedIn(subgraphs: readonly SubgraphSource[], composition: Composition): Composition {
  const files = new Map(subgraphs.map(({ name, file }) => [name, file]));
  const placed = (messages: readonly CompositionMessage[]) =>
    messages.map((message) => ({
      ...message,
      places: message.places.map((place) => ({ ...place, file: files.get(place.subgraph) ?? place.file })),
    }));
  return composition.kind === 'composed'
    ? composition.withHints(placed(composition.hints))
    : { ...composition, errors: placed(composition.errors) };
}

/** A warning that there is no API to compare with. */
export function notComposing(
  { label, unread = [] }: Baseline,
  { errors: [first] }: Composition & { kind: 'failed' },
): Finding {
  const how = unread.length > 0 ? `without what cannot be read of it (${unread.join(', ')})` : 'itself';
  return finding(
    'inputs',
    'warning',
    'BASELINE_DOES_NOT_COMPOSE',
    `The baseline, ${label}, does not compose ${how}: ${first?.code}: ${first?.message}`,
    { reason: 'There is no API to compare with; the rest is checked.' },
  );
}

/**
 * What the composer says, as a finding: at the first of its places on a line that is new, or else in a subgraph that changed, as the
 * rest of them was right before.
 */
export function ofComposition(
  { code, message, places }: CompositionMessage,
  severity: Severity,
  { baseline, subgraphs }: Composable,
): Finding {
  const howOld = ({ subgraph, line }: CompositionMessage['places'][number]) => {
    const now = subgraphs.find(({ name }) => name === subgraph);
    const old = baseline?.subgraphs.find(({ name }) => name === subgraph);
    if (!now || now.sdl === old?.sdl) return 2;
    return old && linesOf(old).includes(linesOf(now)[line - 1] ?? '') ? 1 : 0;
  };
  const [first, ...others] = [...places].sort((a, b) => howOld(a) - howOld(b));
  const also = others.map(({ file, line }) => `${file}:${line}`);
  return finding('composition', severity, code, message, {
    place: first ? { file: first.file, line: first.line } : null,
    reason: also.length > 0 ? `See also ${also.join(', ')}.` : null,
  });
}

/** The lines of a schema, as its places count them. */
function linesOf({ document, sdl }: SubgraphSource): string[] {
  return (document.loc?.source.body ?? sdl).split('\n');
}
