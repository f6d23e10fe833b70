import { compose } from '../../compose/compose.ts';
import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import type { KnownOperation } from '../../documents/known-operations.ts';
import { operationErrors } from '../../documents/operation-errors.ts';
import type { PlanMetrics } from '../../plans/plan-metrics.ts';
import { withNewNames } from '../changes/new-names.ts';
import { schemaChanges } from '../diff/schema-diff.ts';
import { ExaminedOperation } from '../operations/examined-operation.ts';
import {
  asComposed,
  type Composed,
  type Kept,
  type RolloutState,
  rolloutState,
  stateOf,
  whyBroken,
} from './rollout-state.ts';
import { whatIsNotAnswered } from './subgraph-versions.ts';

/** One subgraph that goes from its old to its new version. */
export interface RolloutStep {
  subgraph: string;
  /** What is deployed first: the subgraph or the router's supergraph. `together`: in between, requests fail either way. */
  first: 'subgraph' | 'supergraph' | 'either' | 'together';
  /** Why both must come together. */
  problems: readonly string[];
  /** Plans that are other ones after the step. */
  plans: readonly { name: string; before: PlanMetrics; after: PlanMetrics }[];
}

/** In which order the changed subgraphs can be deployed, one by one. */
export interface Rollout {
  changed: readonly string[];
  /** Whether every order is as good. */
  anyOrder: boolean;
  /** An order; null when there is none, or none was found. */
  steps: readonly RolloutStep[] | null;
  /** Without an order: how far one comes, and why it does not go on. */
  blocked: {
    after: readonly string[];
    next: readonly { subgraph: string; problems: readonly string[] }[];
  } | null;
  /** Whether all orders were tried, or each time only the first step that does; `none` when they are too many. */
  search: 'all' | 'greedy' | 'none';
  /** For how many operations plans were made. */
  operations: number;
}

/** A graph before and after a change, and who runs what on it. */
export interface RolloutInput {
  before: readonly SubgraphSource[];
  after: readonly SubgraphSource[];
  composed: { before: Composed; after: Composed };
  operations: readonly KnownOperation[];
}

/** How long an order is searched for. */
export interface RolloutLimits {
  /** All orders are tried of so many subgraphs at most. */
  all: number;
  /** A greedy search is made of so many at most. */
  greedy: number;
  /** Characters of schemas that may be composed in all. */
  characters: number;
  operations: number;
}

/** Within a check, which should not take much longer for it. */
export const LIMITS_OF_CHECK: RolloutLimits = { all: 4, greedy: 6, characters: 10_000_000, operations: 100 };
/** For a command of its own. */
export const LIMITS_OF_COMMAND: RolloutLimits = {
  all: 6,
  greedy: 30,
  characters: 1_000_000_000,
  operations: 1_000,
};

/** The subgraphs that a change adds, removes or gives another schema. */
export function changedSubgraphs({ before, after }: Pick<RolloutInput, 'before' | 'after'>): string[] {
  const old = new Map(withNewNames(before, after).map(({ name, sdl }) => [name, sdl]));
  const now = new Map(after.map(({ name, sdl }) => [name, sdl]));
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].filter((name) => old.get(name) !== now.get(name)).sort();
}

/**
 * Finds an order in which each step keeps what is known: what is deployed then composes, every known operation stays valid
 * and means the same, no protection is missing meanwhile, and the requests of its plans are answered by what runs before and
 * after the step. What the change breaks in the end is not asked about.
 */
export function findRollout(given: RolloutInput, limits: RolloutLimits): Rollout {
  const input = byNewNames(given);
  const changed = changedSubgraphs(input);
  const kept = keptOf(input, limits.operations);
  const search = searchFor(changed.length, input, limits);
  const rollout = { changed, search, operations: kept.operations.length };
  if (search === 'none') return { ...rollout, anyOrder: false, steps: null, blocked: null };
  const ways = new Ways(input, changed, kept);
  const steps = search === 'all' ? ways.best() : ways.greedy();
  const isWhole = steps.length === changed.length;
  return {
    ...rollout,
    anyOrder: search === 'all' && ways.allAreFine(),
    steps: isWhole ? steps : null,
    blocked: isWhole ? null : ways.blockedAfter(steps),
  };
}

/** The same with the names of now on both sides: that a subgraph is called otherwise is no deployment. */
function byNewNames(input: RolloutInput): RolloutInput {
  const before = withNewNames(input.before, input.after);
  if (before === input.before) return input;
  const composition = compose(before);
  // What names it, such as an `@override`, may have changed with it: then only the names of each side compose.
  if (composition.kind === 'failed') return input;
  return { ...input, before, composed: { ...input.composed, before: asComposed(composition) } };
}

/** Composing many subgraphs takes longer than what they have of text: each counts as so many characters more. */
const WEIGHT_OF_SUBGRAPH = 20_000;

function searchFor(
  changed: number,
  { before, after }: RolloutInput,
  limits: RolloutLimits,
): Rollout['search'] {
  const weights = [before, after].map((all) =>
    all.reduce((sum, { sdl }) => sum + sdl.length + WEIGHT_OF_SUBGRAPH, 0),
  );
  const fits = (states: number) => states * Math.max(...weights) <= limits.characters;
  if (changed <= limits.all && fits(2 ** changed - 2)) return 'all';
  return changed <= limits.greedy && fits((changed * (changed + 1)) / 2 - 1) ? 'greedy' : 'none';
}

/** Operations that count, are valid, and are not broken by the change in the end; those with most calls first. */
function keptOf({ composed: { before, after }, operations }: RolloutInput, most: number): Kept {
  const changes = schemaChanges('api', before.api, after.api);
  const kept = operations.filter((operation) => {
    if (operation.ignored !== null || operationErrors(before.api, operation.document).length > 0)
      return false;
    const examined = new ExaminedOperation(operation, { before: before.api, after: after.api });
    return whyBroken(examined, changes) === null;
  });
  const distinct = [...new Map(kept.map((one) => [one.document, one])).values()];
  return { before, after, operations: distinct.slice(0, most) };
}

/** The states between before and after, a bit for each changed subgraph that is new, and the steps between them. */
class Ways {
  readonly #input: RolloutInput;
  readonly #changed: readonly string[];
  readonly #kept: Kept;
  readonly #full: number;
  readonly #states = new Map<number, RolloutState>();
  readonly #steps = new Map<string, RolloutStep>();

  constructor(input: RolloutInput, changed: readonly string[], kept: Kept) {
    this.#input = input;
    this.#changed = changed;
    this.#kept = kept;
    this.#full = 2 ** changed.length - 1;
  }

  /** The order with fewest steps in which both must come together, or, when there is none, as far as one comes. */
  best(): RolloutStep[] {
    let ways = new Map<number, RolloutStep[]>([[0, []]]);
    for (;;) {
      const next = new Map<number, RolloutStep[]>();
      for (const [mask, steps] of ways) {
        for (const index of this.#rest(mask)) {
          const then = mask | (1 << index);
          if (this.#state(then).problems.length > 0) continue;
          const way = [...steps, this.#step(mask, index)];
          const known = next.get(then);
          if (!known || together(way) < together(known)) next.set(then, way);
        }
      }
      if (next.size === 0) return [...ways.values()][0] ?? [];
      ways = next;
    }
  }

  /** The first order of steps that each can be done. */
  greedy(): RolloutStep[] {
    const steps: RolloutStep[] = [];
    for (let mask = 0; mask !== this.#full; ) {
      const possible = this.#rest(mask).filter(
        (index) => this.#state(mask | (1 << index)).problems.length === 0,
      );
      const clean = possible.find((index) => this.#step(mask, index).first !== 'together');
      const index = clean ?? possible[0];
      if (index === undefined) break;
      steps.push(this.#step(mask, index));
      mask |= 1 << index;
    }
    return steps;
  }

  allAreFine(): boolean {
    for (let mask = 0; mask < this.#full; mask += 1) {
      if (this.#state(mask).problems.length > 0) return false;
      for (const index of this.#rest(mask)) {
        const then = this.#state(mask | (1 << index));
        if (then.problems.length > 0 || this.#step(mask, index).first === 'together') return false;
      }
    }
    return true;
  }

  blockedAfter(steps: readonly RolloutStep[]): Rollout['blocked'] {
    const after = steps.map(({ subgraph }) => subgraph);
    const mask = after.reduce((sum, name) => sum | (1 << this.#changed.indexOf(name)), 0);
    return {
      after,
      next: this.#rest(mask).map((index) => ({
        subgraph: this.#changed[index] ?? '',
        problems: this.#state(mask | (1 << index)).problems,
      })),
    };
  }

  #rest(mask: number): number[] {
    return this.#changed.flatMap((_, index) => ((mask & (1 << index)) === 0 ? [index] : []));
  }

  #state(mask: number): RolloutState {
    const known = this.#states.get(mask);
    if (known) return known;
    const state = this.#newState(mask);
    this.#states.set(mask, state);
    return state;
  }

  #newState(mask: number): RolloutState {
    if (mask === 0) return stateOf(this.#kept.before, this.#kept);
    if (mask === this.#full) return stateOf(this.#kept.after, this.#kept);
    const isNew = (name: string) => (mask & (1 << this.#changed.indexOf(name))) !== 0;
    const { before, after } = this.#input;
    const isKept = ({ name }: SubgraphSource) => !this.#changed.includes(name);
    const mixed = [
      ...after.filter((one) => isKept(one) || isNew(one.name)),
      ...before.filter((one) => !isKept(one) && !isNew(one.name)),
    ];
    return rolloutState(mixed, this.#kept);
  }

  /** The step that makes one more subgraph new, from a state to another that both may be. */
  #step(mask: number, index: number): RolloutStep {
    const key = `${mask}+${index}`;
    const known = this.#steps.get(key);
    if (known) return known;
    const step = stepBetween(this.#changed[index] ?? '', this.#state(mask), this.#state(mask | (1 << index)));
    this.#steps.set(key, step);
    return step;
  }
}

function together(steps: readonly RolloutStep[]): number {
  return steps.filter(({ first }) => first === 'together').length;
}

function stepBetween(subgraph: string, before: RolloutState, after: RolloutState): RolloutStep {
  const old = before.versions.get(subgraph) ?? null;
  const now = after.versions.get(subgraph) ?? null;
  // Plans that are made already meet the new subgraph, or new plans the old one.
  const early = old
    ? whatIsNotAnswered(before.fetches.get(subgraph) ?? [], { planned: old, running: now })
    : [];
  const late = now
    ? whatIsNotAnswered(after.fetches.get(subgraph) ?? [], { planned: now, running: old })
    : [];
  const plans = [...before.metrics].flatMap(([operation, metrics]) => {
    const then = after.metrics.get(operation);
    return then && JSON.stringify(then) !== JSON.stringify(metrics)
      ? [{ name: operation.name, before: metrics, after: then }]
      : [];
  });
  const first =
    early.length === 0
      ? late.length === 0
        ? 'either'
        : 'subgraph'
      : late.length === 0
        ? 'supergraph'
        : 'together';
  return { subgraph, first, problems: first === 'together' ? [...early, ...late] : [], plans };
}
