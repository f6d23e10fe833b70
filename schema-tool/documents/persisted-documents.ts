import { stripIgnoredCharacters } from 'graphql';
import { CannotRun } from '../inputs/cannot-run.ts';

/** A document of a manifest, in one line of the manifest. */
export interface PersistedDocument {
  id: string;
  /** With as many line ends before it as there are in the manifest. */
  text: string;
}

/** Files in a folder that may be manifests, by their names. */
const MANIFEST = /(persisted|manifest)[^/]*\.json$/i;

/** Whether a file may be a manifest of persisted documents, by its name. */
export function isManifestFile(name: string): boolean {
  return MANIFEST.test(name);
}

/**
 * The documents of a manifest: Apollo's (https://www.apollographql.com/docs/graphos/platform/security/persisted-queries) or a
 * mapping from ids to texts, as Relay writes it. Null when a JSON is none of them. Throws CannotRun when it is no JSON.
 */
export function persistedDocuments(json: string, file: string): PersistedDocument[] | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CannotRun(`${file}:1: not valid JSON: ${error.message}`);
  }
  const found = ofApollo(value) ?? ofRelay(value);
  if (!found) return null;
  let from = 0;
  let lineEnds = '';
  return found.map(([id, body]) => {
    const at = json.indexOf(JSON.stringify(id), from);
    if (at >= 0) {
      lineEnds += json.slice(from, at).replace(/[^\n]+/g, '');
      from = at;
    }
    return { id, text: lineEnds + inOneLine(body) };
  });
}

function ofApollo(value: unknown): [id: string, body: string][] | null {
  if (!isRecord(value) || value.format !== 'apollo-persisted-query-manifest') return null;
  if (!Array.isArray(value.operations)) return null;
  return value.operations.flatMap((one: unknown): [string, string][] =>
    isRecord(one) && typeof one.id === 'string' && typeof one.body === 'string' ? [[one.id, one.body]] : [],
  );
}

function ofRelay(value: unknown): [id: string, body: string][] | null {
  if (!isRecord(value)) return null;
  const entries = Object.entries(value).flatMap(([id, body]): [string, string][] =>
    typeof body === 'string' && /^[\s#]*(query|mutation|subscription|fragment|\{)/.test(body)
      ? [[id, body]]
      : [],
  );
  return entries.length > 0 && entries.length === Object.keys(value).length ? entries : null;
}

/** A text with a syntax error stays as it is: whoever parses it tells. */
function inOneLine(body: string): string {
  try {
    return stripIgnoredCharacters(body);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return body;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
