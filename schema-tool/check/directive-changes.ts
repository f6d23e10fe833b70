import type { SdlElement } from '../sdl/sdl-index.ts';
import { type Change, type ChangeSeverity, change } from './change.ts';
import { withContextNamesOf } from './context-names.ts';
import { includesSelection, type NormalDirective, normalDirectives } from './directive-normal-form.ts';

type Verdict = readonly [severity: ChangeSeverity, reason: string];

/** What it means for callers is a matter of the whole graph: see `access-changes.ts`. */
const ACCESS: { added: Verdict; removed: Verdict } = {
  added: ['safe', 'Who is refused from here on is told as a change of the API.'],
  removed: ['safe', 'Who is allowed from here on is told as a change of the API.'],
};

/** What it means when a federation directive comes or goes. What it does to the API is told there. */
const VERDICTS: Readonly<Record<string, { added: Verdict; removed: Verdict }>> = {
  key: {
    added: ['safe', 'The entity can be reached in one more way.'],
    removed: [
      'dangerous',
      'Plans of a router that still has the old supergraph reach the entity by this key: release the router first.',
    ],
  },
  shareable: {
    added: ['safe', 'Other subgraphs may resolve the field too; all of them must give the same value.'],
    removed: ['dangerous', 'Composition fails as soon as another subgraph resolves the field too.'],
  },
  override: {
    added: [
      'dangerous',
      'The field is resolved here from now on: this subgraph must be released before the router.',
    ],
    removed: ['dangerous', 'The field is resolved by the other subgraph again.'],
  },
  external: {
    added: ['dangerous', 'The field is no longer resolved here.'],
    removed: ['dangerous', 'The field is resolved here from now on.'],
  },
  requires: {
    added: ['dangerous', 'Fetching the field takes a further step to get what it requires.'],
    removed: ['safe', 'Fetching the field needs less.'],
  },
  provides: {
    added: ['dangerous', 'The router takes these fields from here, and no longer asks their owner.'],
    removed: ['dangerous', 'The router asks the owner for these fields again: one more request.'],
  },
  inaccessible: {
    added: ['safe', 'It goes from the API, if it was there; whether that breaks anyone is told there.'],
    removed: ['safe', 'It becomes part of the API.'],
  },
  tag: {
    added: ['safe', 'Only contracts look at tags.'],
    removed: ['dangerous', 'A contract that selects by this tag may lose the element.'],
  },
  interfaceObject: {
    added: ['dangerous', 'Plans for the interface change.'],
    removed: ['dangerous', 'Plans for the interface change.'],
  },
  authenticated: ACCESS,
  requiresScopes: ACCESS,
  policy: ACCESS,
  context: {
    added: ['safe', 'Fields below may take values from it.'],
    removed: ['dangerous', 'Fields below no longer get values from it.'],
  },
  fromContext: {
    added: ['dangerous', 'The argument is filled by the router from here on, no longer by clients.'],
    removed: ['dangerous', 'The router no longer fills the argument.'],
  },
  composeDirective: {
    added: ['safe', 'The directive is kept in the supergraph.'],
    removed: ['dangerous', 'The directive goes from the supergraph: routers that act on it no longer do.'],
  },
  source: {
    added: ['safe', 'Connectors may use it.'],
    removed: ['dangerous', 'Connectors that use it are asked elsewhere.'],
  },
  connect: {
    added: ['dangerous', 'The router answers it by asking a REST service.'],
    removed: ['dangerous', 'The router no longer answers it by this REST service.'],
  },
  cacheTag: {
    added: ['safe', 'What the router has cached of it can be made invalid by this tag.'],
    removed: ['dangerous', 'What the router has cached of it is no longer made invalid by this tag.'],
  },
  extends: {
    added: ['safe', 'The type stays the same.'],
    removed: ['safe', 'The type stays the same.'],
  },
  link: {
    added: ['safe', 'What the subgraph may use changes, not what it says.'],
    removed: ['safe', 'What the subgraph may use changes, not what it says.'],
  },
};
const OTHER: { added: Verdict; removed: Verdict } = {
  added: ['dangerous', 'What a custom directive does is for its owner to say.'],
  removed: ['dangerous', 'What a custom directive does is for its owner to say.'],
};

/** What the schema itself says with a directive is compared as part of the schema. */
const PART_OF_SCHEMA: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);
/** Directives that stand at most once at a place: with other arguments they have changed. */
const ONCE: ReadonlySet<string> = new Set([
  'override',
  'requires',
  'provides',
  'requiresScopes',
  'policy',
  'cost',
  'listSize',
  'fromContext',
]);

/**
 * The directives that were applied, taken away or changed on elements that both versions of a subgraph have, and each `@override` on
 * a new one.
 */
export function directiveChanges(
  scope: string,
  before: readonly SdlElement[],
  after: readonly SdlElement[],
): Change[] {
  const now = normalDirectives(after);
  const old = withContextNamesOf(normalDirectives(before), now);
  const changes: Change[] = [];
  for (const [coordinate, directives] of now) {
    const earlier = old.get(coordinate);
    if (!earlier) {
      // Of a new element its directives are part, but for those by which it is taken from another subgraph.
      for (const one of directives.values())
        if (one.name === 'override') changes.push(cameOrWent(scope, coordinate, one, 'added'));
      continue;
    }
    const added = without(directives, earlier);
    const removed = without(earlier, directives);
    for (const isOne of [isSameUse, isSameSubject]) {
      for (const one of [...added]) {
        const replaced = removed.find((other) => isOne(other, one));
        if (!replaced) continue;
        removed.splice(removed.indexOf(replaced), 1);
        added.splice(added.indexOf(one), 1);
        changes.push(changed(scope, coordinate, replaced, one));
      }
    }
    for (const one of added) changes.push(cameOrWent(scope, coordinate, one, 'added'));
    for (const one of removed) changes.push(cameOrWent(scope, coordinate, one, 'removed'));
    const [from, to] = [earlier, directives].map(customOnes);
    if (from && to && from !== to && isSameSet(from, to))
      changes.push(reordered(scope, coordinate, from, to));
  }
  return changes;
}

/** The custom directives of an element in their order, which may mean something, one in a line. */
function customOnes(directives: ReadonlyMap<string, NormalDirective>): string {
  return [...directives.values()]
    .filter(({ name }) => !Object.hasOwn(VERDICTS, name) && !ONCE.has(name) && !PART_OF_SCHEMA.has(name))
    .map(({ text }) => text)
    .join('\n');
}

function isSameSet(a: string, b: string): boolean {
  return a.split('\n').sort().join('\n') === b.split('\n').sort().join('\n');
}

function reordered(scope: string, coordinate: string, from: string, to: string): Change {
  const [before, after] = [from, to].map((text) => text.replaceAll('\n', ' '));
  return change({
    scope,
    type: 'DIRECTIVE_USAGE_REORDERED',
    coordinate,
    severity: 'safe',
    message: `The directives of ${coordinate} stand in another order: ${after}.`,
    reason: 'What their order means, if anything, is for their owner to say.',
    from: before ?? '',
    to: after ?? '',
  });
}

/** Whether two uses at one place are one that changed; a type has several keys, each known by its fields. */
function isSameUse(a: NormalDirective, b: NormalDirective): boolean {
  if (a.name !== b.name) return false;
  return ONCE.has(a.name) || (a.name === 'key' && a.values.fields === b.values.fields);
}

/** Directives that say the same thing of an element: which subgraph resolves a field, and who may read it. */
const SUBJECTS: readonly ReadonlySet<string>[] = [
  new Set(['external', 'override', 'shareable']),
  new Set(['authenticated', 'requiresScopes', 'policy']),
];

/** Whether one use takes the place of another one, as `@override` does where `@external` was. */
function isSameSubject(a: NormalDirective, b: NormalDirective): boolean {
  return SUBJECTS.some((names) => names.has(a.name) && names.has(b.name));
}

function without(
  these: ReadonlyMap<string, NormalDirective>,
  those: ReadonlyMap<string, NormalDirective>,
): NormalDirective[] {
  return [...these]
    .filter(([text, { name }]) => !those.has(text) && !PART_OF_SCHEMA.has(name))
    .map(([, directive]) => directive);
}

function cameOrWent(
  scope: string,
  coordinate: string,
  directive: NormalDirective,
  what: 'added' | 'removed',
): Change {
  const { name, text } = directive;
  const [severity, reason] =
    costVerdict(name, what, directive) ?? labelVerdict(what, directive) ?? (VERDICTS[name] ?? OTHER)[what];
  return {
    ...change({
      scope,
      type: `DIRECTIVE_USAGE_${what.toUpperCase()}`,
      coordinate: `${coordinate} ${text}`,
      severity,
      message:
        what === 'added' ? `${text} was added to ${coordinate}.` : `${text} was removed from ${coordinate}.`,
      reason,
      directive: name,
      ...(what === 'added' ? slicingOf(directive, null) : {}),
    }),
    coordinate,
  };
}

function changed(scope: string, coordinate: string, from: NormalDirective, to: NormalDirective): Change {
  const [severity, reason] = changeVerdict(from, to);
  return change({
    scope,
    type: 'DIRECTIVE_USAGE_CHANGED',
    coordinate,
    severity,
    message: `${from.text} of ${coordinate} became ${to.text}.`,
    reason,
    from: from.text,
    to: to.text,
    directive: to.name,
    ...slicingOf(to, from),
  });
}

function changeVerdict(from: NormalDirective, to: NormalDirective): Verdict {
  const { name } = from;
  if (ACCESS_NAMES.has(name)) return ['safe', 'What it means for callers is told as a change of the API.'];
  if (name !== to.name) return resolverVerdict(from, to);
  if (name === 'cost') {
    return Number(to.values.weight) < Number(from.values.weight) ? CHEAPER : ['dangerous', DEARER];
  }
  if (name === 'listSize') return sizesAtMost(from, to) ? CHEAPER : ['dangerous', DEARER];
  if (name === 'requires' && includesSelection(String(from.values.fields), String(to.values.fields))) {
    return ['safe', 'Fetching the field needs less.'];
  }
  if (name === 'override') {
    const [before, after] = [shareOf(from), shareOf(to)];
    if (from.values.from === to.values.from) {
      return ['dangerous', `This subgraph resolves ${after} of the requests, and resolved ${before}.`];
    }
    return ['dangerous', 'The field is taken over from another subgraph.'];
  }
  if (name === 'key') {
    // The same fields: only whether the entity is resolved by them has changed.
    return to.values.resolvable === false
      ? [
          'dangerous',
          'This subgraph no longer resolves the entity by this key; plans of a router that still has the old supergraph ask it: release the router first.',
        ]
      : [
          'safe',
          'The entity can be reached in one more way: this subgraph must be released before the router.',
        ];
  }
  return ['dangerous', 'Plans that fetch the field change.'];
}

/** Of a field that another subgraph resolves from here on, or this one: `@external`, `@override` and `@shareable` in turn. */
function resolverVerdict(from: NormalDirective, to: NormalDirective): Verdict {
  if (to.name === 'override') {
    if (to.values.label !== undefined) return cameVerdict(to);
    return [
      'dangerous',
      `The field is resolved here from now on, and no longer by ${String(to.values.from)}: this subgraph must be released before the router.`,
    ];
  }
  if (to.name === 'external') {
    return from.name === 'override'
      ? ['dangerous', `The field is no longer resolved here: ${String(from.values.from)} resolves it again.`]
      : ['dangerous', 'The field is no longer resolved here: release the router first.'];
  }
  return from.name === 'override'
    ? ['dangerous', `${String(from.values.from)} may resolve the field again; both must give the same value.`]
    : [
        'safe',
        'The field is resolved here too; all who do must give the same value, and this subgraph must be released before the router.',
      ];
}

const ACCESS_NAMES: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy']);
const CHEAPER: Verdict = ['safe', 'Operations cost less.'];
const DEARER = 'Operations may cost more: routers with a limit for costs may refuse some that they allowed.';

/**
 * Of `@cost` and `@listSize`: what costs more may be refused. This is what they may come to by themselves; what they do to known
 * operations is told in `costs/`.
 */
function costVerdict(name: string, what: 'added' | 'removed', { values }: NormalDirective): Verdict | null {
  if (name !== 'cost' && name !== 'listSize') return null;
  // Without it an object costs 1, a scalar next to nothing, and a list what the router assumes.
  const weight = Number(values.weight);
  const dearer = name === 'listSize' || (what === 'added' ? weight > 0 : weight < 1);
  return dearer ? ['dangerous', DEARER] : CHEAPER;
}

/** Of a `@listSize` that asks for exactly one of its arguments from now on: these. */
function slicingOf(
  { name, values }: NormalDirective,
  before: NormalDirective | null,
): { slicing?: readonly string[] } {
  const slicing = [values.slicingArguments ?? []].flat().map(String);
  if (name !== 'listSize' || values.requireOneSlicingArgument === false || slicing.length === 0) return {};
  const asked = before !== null && before.values.requireOneSlicingArgument !== false;
  return asked && JSON.stringify(before.values.slicingArguments) === JSON.stringify(values.slicingArguments)
    ? {}
    : { slicing };
}

/** Whether the lists of a `@listSize` are taken to be no longer than before, and no operation has to give more. */
function sizesAtMost({ values: old }: NormalDirective, { values: now }: NormalDirective): boolean {
  const { assumedSize: before = 0, requireOneSlicingArgument: had, ...rest } = old;
  const { assumedSize: after = Infinity, requireOneSlicingArgument: has, ...restNow } = now;
  const isSized = old.assumedSize !== undefined || now.assumedSize !== undefined;
  return (
    JSON.stringify(rest) === JSON.stringify(restNow) &&
    (!isSized || Number(after) <= Number(before)) &&
    (had === has || has === false)
  );
}

/** Of `@override` with a label: it moves only a share of the requests. */
function labelVerdict(what: 'added' | 'removed', directive: NormalDirective): Verdict | null {
  if (directive.name !== 'override' || directive.values.label === undefined) return null;
  if (what === 'added') return cameVerdict(directive);
  const share = shareOf(directive);
  return ['dangerous', `The other subgraph resolves all requests again, and resolved all but ${share}.`];
}

function cameVerdict(override: NormalDirective): Verdict {
  const share = shareOf(override);
  return share === '0 %'
    ? ['safe', 'No request is resolved here yet.']
    : [
        'dangerous',
        `${share} of the requests are resolved here: this subgraph must be released before the router.`,
      ];
}

/** The share of requests that an `@override` takes, in words (https://specs.apollo.dev/federation/v2.7/). */
function shareOf({ values: { label } }: NormalDirective): string {
  if (label === undefined) return '100 %';
  const percent = /^percent\((\d+(?:\.\d+)?)\)$/.exec(String(label))?.[1];
  return percent === undefined ? `the share of label "${String(label)}"` : `${percent} %`;
}
