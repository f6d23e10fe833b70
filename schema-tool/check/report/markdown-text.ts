import { withMarksWritten } from './wording.ts';

/** A comment on GitHub has at most 65,536 characters; some room is left for what is put around it. */
const MAX_CHARACTERS = 60_000;

/** Lines up to what fits; what does not is counted. */
export class BoundedText {
  readonly #lines: string[] = [];
  #left = MAX_CHARACTERS;

  /** Adds lines, all or none. Says whether there was room. */
  add(...lines: string[]): boolean {
    const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (length > this.#left) return false;
    this.#left -= length;
    this.#lines.push(...lines);
    return true;
  }

  /** Adds each of several blocks while there is room, and how many had none. */
  addEach(blocks: readonly string[][], what: string): void {
    for (const [index, block] of blocks.entries()) {
      if (this.add(...block)) continue;
      const rest = blocks.length - index;
      this.close(
        `- … ${rest} more ${what}${rest === 1 ? '' : 's'} that did not fit; the other reports have all.`,
      );
      return;
    }
  }

  /** Adds lines for which room is always left. */
  close(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

/** Text that Markdown and HTML leave as it is: a description in a schema must not become a picture or a mention. */
export function markdown(text: string): string {
  return withMarksWritten(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/([\\`*_[\]|#])/g, '\\$1')
    .replaceAll('@', '@\u200b')
    .replace(/\s*\n\s*/g, ' ');
}
