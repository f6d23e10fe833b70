import { stripIgnoredCharacters } from 'graphql';
import * as v from 'valibot';
import { readJson } from '../inputs/yaml-file.ts';
import { isRecord, openMapping, pairs } from '../inputs/yaml-values.ts';

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
 * mapping from ids to texts, as Relay writes it. Null when a JSON is none of them. Throws CannotRun with all that is wrong.
 *
 * @param named whether it was said that these are documents, so that a mapping in which some are is one of documents
 */
export function persistedDocuments(json: string, file: string, named: boolean): PersistedDocument[] | null {
  const found = readJson(json, file, manifest(named));
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

const TEXT = v.pipe(v.string('expected a text.'), v.nonEmpty('expected a text.'));
const DOCUMENT = v.regex(
  /^[\s#]*(query|mutation|subscription|fragment|\{)/,
  'expected the text of a document.',
);

const OF_APOLLO = v.pipe(
  openMapping({ operations: v.array(openMapping({ id: TEXT, body: TEXT }), 'expected a list.') }),
  v.transform(({ operations }) => operations.map(({ id, body }): [id: string, body: string] => [id, body])),
);
const OF_RELAY = pairs(v.pipe(v.string('expected the text of a document.'), DOCUMENT));
const NONE = v.pipe(
  v.unknown(),
  v.transform(() => null),
);

function manifest(named: boolean) {
  return v.lazy((content) => {
    if (!isRecord(content)) return NONE;
    if (content.format === 'apollo-persisted-query-manifest') return OF_APOLLO;
    const texts = Object.values(content);
    const documents = texts.filter((text) => typeof text === 'string' && DOCUMENT.requirement.test(text));
    const isRelay = documents.length > 0 && (named || documents.length === texts.length);
    return isRelay ? OF_RELAY : NONE;
  });
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
