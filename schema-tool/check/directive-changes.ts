import { print } from 'graphql';
import { type Change, type ChangeSeverity, changeId } from './change.ts';
import type { SdlElement } from './sdl-index.ts';

type Verdict = readonly [severity: ChangeSeverity, reason: string];

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
    added: ['dangerous', 'It goes from the API; whether that breaks anyone is told there.'],
    removed: ['safe', 'It becomes part of the API.'],
  },
  tag: {
    added: ['safe', 'Only contracts look at tags.'],
    removed: ['dangerous', 'A contract that selects by this tag may lose the element.'],
  },
  deprecated: {
    added: ['safe', 'It still works; clients are told to stop using it.'],
    removed: ['safe', 'It still works.'],
  },
  interfaceObject: {
    added: ['dangerous', 'Plans for the interface change.'],
    removed: ['dangerous', 'Plans for the interface change.'],
  },
  authenticated: {
    added: ['dangerous', 'Routers that enforce it refuse requests that were allowed.'],
    removed: ['dangerous', 'Requests that were refused are allowed.'],
  },
  requiresScopes: {
    added: ['dangerous', 'Routers that enforce it refuse requests that were allowed.'],
    removed: ['dangerous', 'Requests that were refused are allowed.'],
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

/** The directives that were applied or taken away on elements that both versions of a subgraph have. */
export function directiveChanges(
  subgraph: string,
  before: readonly SdlElement[],
  after: readonly SdlElement[],
): Change[] {
  const old = applied(before);
  const now = applied(after);
  const changes: Change[] = [];
  for (const [coordinate, directives] of now) {
    const earlier = old.get(coordinate);
    if (!earlier) continue; // A new element: its directives are part of it.
    for (const text of directives) {
      if (!earlier.has(text)) changes.push(toChange(subgraph, coordinate, text, 'added'));
    }
    for (const text of earlier) {
      if (!directives.has(text)) changes.push(toChange(subgraph, coordinate, text, 'removed'));
    }
  }
  return changes;
}

function applied(elements: readonly SdlElement[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { coordinate, directives } of elements) {
    const texts = found.get(coordinate) ?? new Set();
    for (const directive of directives) texts.add(print(directive));
    found.set(coordinate, texts);
  }
  return found;
}

function toChange(subgraph: string, coordinate: string, text: string, what: 'added' | 'removed'): Change {
  const name = /^@(?:federation__)?(\w+)/.exec(text)?.[1] ?? '';
  const [severity, reason] = (VERDICTS[name] ?? OTHER)[what];
  const type = `DIRECTIVE_USAGE_${what.toUpperCase()}`;
  const place = `${coordinate} ${text}`;
  return {
    id: changeId(subgraph, type, place),
    scope: subgraph,
    type,
    coordinate,
    severity,
    message:
      what === 'added' ? `${text} was added to ${coordinate}.` : `${text} was removed from ${coordinate}.`,
    reason,
    required: false,
  };
}
