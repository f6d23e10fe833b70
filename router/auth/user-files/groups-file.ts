import * as v from 'valibot';
import { parse } from 'yaml';
import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';
import { INTERNAL_SCOPES } from '../../../platform/identity/callers/internal-scopes.ts';
import { nameProblem } from '../credentials/user-name.ts';
import { UsersFileError } from './users-file-error.ts';

/** A group, as a groups file has it. */
export interface Group {
  scopes: readonly string[];
  users: readonly string[];
  /** `only`: its users are answered trusted documents and no others, whatever holds for the rest. */
  trustedDocuments?: 'only' | undefined;
}

export type Groups = ReadonlyMap<string, Group>;

const WORD = /^[a-z][a-z0-9:._-]{0,63}$/;
/** A scope-token of RFC 6749, appendix A.4. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

/** The groups of a groups file: `name: { scopes: [...], users: [...], trustedDocuments: only }`. Throws UsersFileError. */
export function parseGroups(text: string, path: string): Map<string, Group> {
  let content: unknown;
  try {
    // Everything is text in this schema: a user may be called 007 or null.
    content = parse(text, { schema: 'failsafe' }) ?? {};
  } catch (error) {
    const where = error instanceof Error && 'linePos' in error ? JSON.stringify(error.linePos) : '';
    throw new UsersFileError(`${path} is not YAML ${where}.`);
  }
  if (!isJsonObject(content)) throw new UsersFileError(`${path}: expected groups by name.`);
  // As pairs: the library leaves out keys such as `constructor`, and a group may be called that.
  const entries = Object.entries(content);
  const groups = v.safeParse(GROUPS, entries);
  if (groups.success) return new Map(groups.output);
  const problems = new Set(groups.issues.map((issue) => `${path}: ${problemOf(issue, entries)}`));
  throw new UsersFileError([...problems].join('\n'));
}

const INTERNAL_SCOPE_PROBLEM = `: the scopes ${[...INTERNAL_SCOPES].map((scope) => `"${scope}"`).join(', ')} are for parts of the graph, not for users.`;

const GROUPS = v.array(
  v.tuple([
    v.pipe(
      v.string(),
      v.regex(WORD, ({ input }) => `"${input}" is no name for a group.`),
    ),
    v.pipe(
      v.custom<Record<string, unknown>>(isJsonObject, ' needs scopes and users.'),
      v.object({
        scopes: names((word) => SCOPE.test(word)),
        users: names((word) => nameProblem(word) === null),
        trustedDocuments: v.optional(v.literal('only', ' may be "only" or left out.')),
      }),
      v.check(({ scopes }) => !scopes.some((scope) => INTERNAL_SCOPES.has(scope)), INTERNAL_SCOPE_PROBLEM),
    ),
  ]),
);

/** A list of names, or one name instead of a list. */
function names(isName: (word: string) => boolean) {
  const problem = ' must be a list of names.';
  return v.pipe(
    v.optional(v.unknown(), []),
    v.transform((value): unknown => (Array.isArray(value) ? value : value === '' ? [] : [value])),
    v.array(v.pipe(v.string(problem), v.normalize('NFC'), v.check(isName, problem))),
  );
}

/** What is wrong, after the group and the list where it is. */
function problemOf({ path, message }: v.BaseIssue<unknown>, entries: readonly [string, unknown][]): string {
  const [entry, part, list] = path?.map(({ key }) => key) ?? [];
  if (part === 0) return message;
  const group = `group ${entries[Number(entry)]?.[0]}`;
  return list === undefined ? `${group}${message}` : `${group}: ${String(list)}${message}`;
}
