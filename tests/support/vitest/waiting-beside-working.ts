import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification, type Vitest } from 'vitest/node';
import { inTurns, type TestTime } from './in-turns.ts';

/** By name, for those that take long: a file that moves to another folder takes as long there. `npm run test:times` writes it. */
const TIMES = new URL('test-times.json', import.meta.url);

/** Runs long files first, as many that wait as that work at any time: see docs/decisions/0078. */
export class WaitingBesideWorking extends BaseSequencer {
  readonly #times: ReadonlyMap<string, TestTime>;

  constructor(vitest: Vitest) {
    super(vitest);
    // As `npm run test:times` writes it.
    const times = JSON.parse(readFileSync(TIMES, 'utf8')) as Record<string, TestTime>;
    this.#times = new Map(Object.entries(times));
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { maxWorkers } = this.ctx.config;
    const sorted = await super.sort(files);
    const timeOf = ({ project, moduleId }: TestSpecification) =>
      project.name === 'short' ? this.#times.get(basename(moduleId)) : undefined;
    const others = sorted.filter((file) => !timeOf(file));
    const timed = sorted.flatMap((file) => {
      const time = timeOf(file);
      return time ? [{ file, ...time }] : [];
    });
    // Those of the other project come after all of this one, as vitest has them.
    const [short, long] = [
      others.filter(({ project }) => project.name === 'short'),
      others.filter(({ project }) => project.name !== 'short'),
    ];
    return [...inTurns(timed, maxWorkers).map(({ file }) => file), ...short, ...long];
  }
}
