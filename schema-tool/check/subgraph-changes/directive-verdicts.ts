import type { ChangeSeverity } from '../changes/change.ts';
import { includesSelection, type NormalDirective } from './directive-normal-form.ts';

/** How grave a change of a directive is, and why. */
export type DirectiveVerdict = readonly [severity: ChangeSeverity, reason: string];

/** What it means for callers is a matter of the whole graph: see `access-changes.ts`. */
const ACCESS: { added: DirectiveVerdict; removed: DirectiveVerdict } = {
  added: ['safe', 'Who is refused from here on is told as a change of the API.'],
  removed: ['safe', 'Who is allowed from here on is told as a change of the API.'],
};

/** What it means when a federation directive comes or goes. What it does to the API is told there. */
const VERDICTS: Readonly<Record<string, { added: DirectiveVerdict; removed: DirectiveVerdict }>> = {
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
const OTHER: { added: DirectiveVerdict; removed: DirectiveVerdict } = {
  added: ['dangerous', 'What a custom directive does is for its owner to say.'],
  removed: ['dangerous', 'What a custom directive does is for its owner to say.'],
};

/** Whether what a directive means is known here. */
export function isOfFederation(name: string): boolean {
  return Object.hasOwn(VERDICTS, name);
}

/** What it means that a directive comes to an element or goes from it. */
export function comingVerdict(directive: NormalDirective, what: 'added' | 'removed'): DirectiveVerdict {
  const { name } = directive;
  const usual = (isOfFederation(name) ? VERDICTS[name] : undefined) ?? OTHER;
  return costVerdict(name, what, directive) ?? labelVerdict(what, directive) ?? usual[what];
}

/** What it means that a directive of an element became another, or has other arguments. */
export function changeVerdict(from: NormalDirective, to: NormalDirective): DirectiveVerdict {
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
      if (before === after) return ['safe', `This subgraph resolves ${after} of the requests, as before.`];
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
function resolverVerdict(from: NormalDirective, to: NormalDirective): DirectiveVerdict {
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
const CHEAPER: DirectiveVerdict = ['safe', 'Operations cost less.'];
const DEARER = 'Operations may cost more: routers with a limit for costs may refuse some that they allowed.';

/**
 * Of `@cost` and `@listSize`: what costs more may be refused. This is what they may come to by themselves; what they do to known
 * operations is told in `costs/`.
 */
function costVerdict(
  name: string,
  what: 'added' | 'removed',
  { values }: NormalDirective,
): DirectiveVerdict | null {
  if (name !== 'cost' && name !== 'listSize') return null;
  // Without it an object costs 1, a scalar next to nothing, and a list what the router assumes.
  const weight = Number(values.weight);
  const dearer = name === 'listSize' || (what === 'added' ? weight > 0 : weight < 1);
  return dearer ? ['dangerous', DEARER] : CHEAPER;
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
function labelVerdict(what: 'added' | 'removed', directive: NormalDirective): DirectiveVerdict | null {
  if (directive.name !== 'override' || directive.values.label === undefined) return null;
  if (what === 'added') return cameVerdict(directive);
  const share = shareOf(directive);
  return ['dangerous', `The other subgraph resolves all requests again, and resolved all but ${share}.`];
}

function cameVerdict(override: NormalDirective): DirectiveVerdict {
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
  return percent === undefined ? `the share of label "${String(label)}"` : `${Number(percent)} %`;
}
