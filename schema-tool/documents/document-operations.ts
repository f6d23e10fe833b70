import { dirname, relative } from 'node:path';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import { CannotRun } from '../inputs/cannot-run.ts';
import { tooDeepByFragments } from '../sdl/parse-bounded.ts';
import { type DocumentFile, readDocumentFiles } from './document-files.ts';
import { type KnownOperation, parseOperations } from './known-operations.ts';

/** What is wrong with a document, at its place. */
export interface DocumentProblem {
  code: 'DOCUMENT_UNREADABLE' | 'FRAGMENT_AMBIGUOUS' | 'LINK_LEADS_NOWHERE' | 'TAG_WITHOUT_DOCUMENT';
  /** A warning where perhaps no document is missing. */
  severity: 'error' | 'warning';
  message: string;
  file: string;
  line: number;
}

/** What was read of documents, and what was not. */
export interface DocumentOperations {
  operations: KnownOperation[];
  problems: DocumentProblem[];
  /** Files and folders that there are and that could not be read. */
  unread: string[];
}

/** Operations of a file, or of every document file in a folder. Throws CannotRun with all that is wrong. */
export async function readOperationDocuments(path: string): Promise<KnownOperation[]> {
  const { operations, problems } = operationsOf(await readDocumentFiles(path), 'document');
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new CannotRun(errors.map(({ message }) => message));
  return operations;
}

/** Operations of document files, each with its fragments: its own file's, or those of the nearest file that has them. */
export function operationsOf(
  files: readonly DocumentFile[],
  source: 'document' | 'base',
): DocumentOperations {
  const problems: DocumentProblem[] = [];
  const told = new Set<string>();
  const unread = new Set<string>();
  const unreadable = (file: string, message: string) => {
    unread.add(file);
    // The same may be wrong with all files of a kind.
    if (told.has(message)) return;
    told.add(message);
    problems.push({
      code: 'DOCUMENT_UNREADABLE',
      severity: 'error',
      message,
      file,
      line: lineIn(message),
    });
  };
  const parsed = files.flatMap(({ file, text, entry, problems: wrong, warning }) => {
    if (warning) {
      for (const message of wrong ?? [])
        problems.push({ code: warning, severity: 'warning', message, file, line: lineIn(message) });
      return [];
    }
    for (const message of wrong ?? []) unreadable(file, message);
    if (wrong) return [];
    try {
      return [{ file, scope: scopeOf(file, entry), document: parseOperations(text, file) }];
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
      unreadable(file, error.message);
      return [];
    }
  });
  const fragments = new Fragments(parsed);
  const operations = parsed.flatMap(({ file, scope, document }) =>
    document.definitions.filter(isOperation).flatMap((operation): KnownOperation[] => {
      const complete = withFragments(operation, (spread) => {
        const found = fragments.nearest({ file, scope }, spread.name.value);
        if (found && found.equals.length > 0) {
          problems.push(ambiguous(file, spread, found.equals));
        }
        return found?.fragment;
      });
      const line = operation.loc?.startToken.line ?? 1;
      const tooDeep = tooDeepByFragments(complete);
      if (tooDeep !== null) {
        unreadable(file, `${file}:${line}: ${tooDeep}`);
        return [];
      }
      const known: KnownOperation = {
        name: operation.name?.value ?? '(anonymous)',
        source,
        client: null,
        clientVersion: null,
        calls: null,
        lastSeen: null,
        file,
        line,
        document: complete,
        variables: null,
        ignored: null,
        clientIgnored: false,
      };
      return [known];
    }),
  );
  return { operations, problems, unread: [...unread] };
}

function lineIn(message: string): number {
  return Number(/:(\d+)(?::\d+)?: /.exec(message)?.[1] ?? 1);
}

/** Operations of the baseline that are no longer there just so: what is deployed, and not in the working copy. */
export function withoutThose(
  base: readonly KnownOperation[],
  now: readonly KnownOperation[],
): KnownOperation[] {
  const texts = new Set(now.map(({ document }) => print(document)));
  return base.filter(({ document }) => !texts.has(print(document)));
}

/** Where fragments are looked for first: the file, or the one document of a manifest or of a program. */
function scopeOf(file: string, entry: string | undefined): string {
  return entry === undefined ? file : `${file}#${entry}`;
}

interface Place {
  file: string;
  scope: string;
}

interface PlacedFragment extends Place {
  fragment: FragmentDefinitionNode;
}

class Fragments {
  readonly #places = new Map<string, PlacedFragment[]>();

  constructor(parsed: readonly { file: string; scope: string; document: DocumentNode }[]) {
    for (const { file, scope, document } of parsed) {
      for (const fragment of document.definitions.filter(isFragment)) {
        const name = fragment.name.value;
        this.#places.set(name, [...(this.#places.get(name) ?? []), { file, scope, fragment }]);
      }
    }
  }

  /** The fragment in the file nearest to one, and others that are as near and say something else; null without any. */
  nearest(from: Place, name: string): { fragment: FragmentDefinitionNode; equals: PlacedFragment[] } | null {
    const places = this.#places.get(name) ?? [];
    const distances = places.map((place) => distance(from, place));
    const least = Math.min(...distances);
    const [first, ...others] = places.filter((_, index) => distances[index] === least);
    if (!first) return null;
    const text = print(first.fragment);
    // One document that has a fragment twice is not valid, whatever they say.
    const different = others.filter((one) => one.scope === first.scope || print(one.fragment) !== text);
    return { fragment: first.fragment, equals: different.length > 0 ? [first, ...different] : [] };
  }
}

/** How many folders lie between two places; nothing for the same one, and less for the same file than for its neighbours. */
function distance(from: Place, to: Place): number {
  if (from.scope === to.scope) return 0;
  if (from.file === to.file) return 1;
  const way = relative(dirname(from.file), dirname(to.file));
  return 2 + (way === '' ? 0 : way.split('/').length);
}

function ambiguous(
  file: string,
  spread: FragmentSpreadNode,
  places: readonly PlacedFragment[],
): DocumentProblem {
  const line = spread.loc?.startToken.line ?? 1;
  const name = spread.name.value;
  const found = places.map((place) => `${place.file}:${place.fragment.loc?.startToken.line ?? 1}`);
  return {
    code: 'FRAGMENT_AMBIGUOUS',
    severity: 'error',
    message: `${file}:${line}: which fragment ${name} is meant? There are several as near: ${found.join(', ')}. Rename all but one.`,
    file,
    line,
  };
}

function withFragments(
  operation: OperationDefinitionNode,
  fragmentOf: (spread: FragmentSpreadNode) => FragmentDefinitionNode | undefined,
): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const todo: (OperationDefinitionNode | FragmentDefinitionNode)[] = [operation];
  for (let node = todo.pop(); node; node = todo.pop()) {
    visit(node, {
      FragmentSpread(spread) {
        if (used.has(spread.name.value)) return;
        const fragment = fragmentOf(spread);
        if (!fragment) return;
        used.set(spread.name.value, fragment);
        todo.push(fragment);
      },
    });
  }
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
}

function isOperation(node: { kind: string }): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function isFragment(node: { kind: string }): node is FragmentDefinitionNode {
  return node.kind === Kind.FRAGMENT_DEFINITION;
}
