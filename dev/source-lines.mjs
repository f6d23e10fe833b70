// Has stack traces name the lines of sources. Node does so by itself (process.setSourceMapsEnabled), but reads and keeps the map of
// every module for it, those of packages too, at each start; most programs end without an error.
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Stack traces name the source of what was compiled into this folder, by the maps beside it, which are read when the first trace
 * needs them.
 *
 * @param {string} folder
 */
export function nameSourceLines(folder) {
  /** @type {Map<string, SourceMap | null>} */
  const maps = new Map();

  Error.prepareStackTrace = (error, frames) =>
    [headOf(error), ...frames.map((frame) => `    at ${sourceOf(frame)}`)].join('\n');

  /** @param {NodeJS.CallSite} frame */
  function sourceOf(frame) {
    const text = frame.toString();
    const name = frame.getScriptNameOrSourceURL?.() ?? frame.getFileName();
    const path = name?.startsWith('file:') ? fileURLToPath(name) : name;
    const line = frame.getLineNumber();
    const column = frame.getColumnNumber();
    if (!path?.startsWith(folder) || line === null || column === null) return text;
    const { originalSource, originalLine, originalColumn } =
      mapOf(path)?.findEntry(line - 1, column - 1) ?? {};
    if (originalSource === undefined) return text;
    const source = join(dirname(path), originalSource);
    return text.replace(`${name}:${line}:${column}`, `${source}:${originalLine + 1}:${originalColumn + 1}`);
  }

  /** @param {string} path */
  function mapOf(path) {
    let map = maps.get(path);
    if (map === undefined) {
      map = readMap(path);
      maps.set(path, map);
    }
    return map;
  }
}

/** @param {string} path */
function readMap(path) {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')));
  } catch {
    // The file has gone: a trace of what was compiled is better than none.
    return null;
  }
}

/** What V8 puts before the frames. @param {unknown} error */
function headOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}
