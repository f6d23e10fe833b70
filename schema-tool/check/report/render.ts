import { repositoryPrefix } from '../../inputs/git.ts';
import type { CheckReport } from '../check-report.ts';
import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { peopleReport } from './people.ts';
import { sarifReport } from './sarif.ts';

/** The formats of a report. */
export const FORMATS = ['people', 'json', 'markdown', 'github', 'junit', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

export interface RenderOptions {
  colour: boolean;
  /** Path of the list of subgraphs: where a finding stands that is about no file in particular. */
  subgraphList: string;
  /** What \`prefixFor\` gives for the format. */
  prefix: string;
}

/** Formats that name files from the repository's root, as what reads them does. */
const FROM_ROOT: ReadonlySet<Format> = new Set(['github', 'junit', 'sarif']);

/** From the repository's root to the working directory, where one of the formats names files from there; else empty. */
export async function prefixFor(formats: readonly Format[]): Promise<string> {
  return formats.some((format) => FROM_ROOT.has(format)) ? await repositoryPrefix() : '';
}

/** A report as text that ends with a line end. */
export function render(
  report: CheckReport,
  format: Format,
  { colour, subgraphList, prefix }: RenderOptions,
): string {
  switch (format) {
    case 'people':
      return peopleReport(report, colour);
    case 'json':
      return jsonReport(report);
    case 'markdown':
      return markdownReport(report);
    case 'github':
      return githubReport(report, prefix);
    case 'junit':
      return junitReport(report, prefix);
    case 'sarif':
      return sarifReport(report, { subgraphList, prefix });
  }
}
