import { bundleConsole } from '../../console/build/bundle.ts';
import type { ConsoleFiles } from '../../router/console/console-files.ts';

/** The console as its sources are now, bundled here and not compressed. */
export async function freshConsole(): Promise<ConsoleFiles> {
  const { page, assets } = await bundleConsole();
  return {
    page,
    assets: new Map([...assets].map(([name, plain]) => [name, { plain, brotli: null }])),
  };
}
