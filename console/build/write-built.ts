import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { Command } from 'commander';
import { bundleConsole } from './bundle.ts';

const command = new Command('build:console')
  .description(
    'Bundles the console, and compresses it as small as it gets: routers send it as it lies there.',
  )
  .argument('[folder]', 'where to', 'console/built')
  .parse();

const [folder = ''] = command.processedArgs as [string];
const { page, assets } = await bundleConsole();
const into = join(folder, 'assets');
await rm(folder, { recursive: true, force: true });
await mkdir(into, { recursive: true });
for (const [name, contents] of assets) {
  await writeFile(join(into, name), contents);
  await writeFile(join(into, `${name}.br`), await promisify(brotliCompress)(contents));
}
// Last: who finds the page finds what it loads.
await writeFile(join(folder, 'index.html'), page);
console.log(`built ${folder}`);
