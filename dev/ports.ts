import { isFree } from './mysql/free-port.ts';
import { StartError } from './mysql/start-error.ts';

/** Throws a StartError that names the first port that something else listens on. */
export async function refuseTakenPorts(first: number, count: number): Promise<void> {
  for (let port = first; port < first + count; port += 1) {
    if (!(await isFree(port))) {
      throw new StartError(
        `Port ${port} is taken: stop what listens there (another \`npm start\`?), or set FIRST_PORT to the first of ${count} free ports.`,
      );
    }
  }
}
