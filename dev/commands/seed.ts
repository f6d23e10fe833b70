import { Command, InvalidArgumentError } from 'commander';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { startFailure } from '../../platform/process/run/run-process.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { readDevConfig } from '../config.ts';
import { joinSchemas } from '../schemas/joined-schemas.ts';
import { DEFAULT_CLIENTES, seed, seededState, sizesFor } from '../seed/seed.ts';

const MAX_CLIENTES = 10_000_000;
const DATA_ALREADY = 'There is data already: add --replace to delete it all and seed anew.';

const options = new Command('seed')
  .description(
    'Fills the schemas of customers, addresses, products and purchases with believable data, the same at every run.',
  )
  .option(
    '--clientes <number>',
    'how many customers; addresses (2.5 each) and purchases (12 each) follow',
    count,
    DEFAULT_CLIENTES,
  )
  .option('--produtos <number>', 'how many products', count, 300)
  .option('--replace', 'delete all data of these schemas first')
  .parse()
  .opts<{ clientes: number; produtos: number; replace?: boolean }>();

try {
  await run();
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const config = readDevConfig();
  if (config.production) throw new StartError('Seeding is for development: NODE_ENV is "production".');
  const definitions = await loadSubgraphs();
  await using schemas = await joinSchemas(config, definitions, (message) => console.log(message));
  const { description, urls } = schemas;
  console.log(`database: ${description}`);
  for (const { name, migrations } of definitions) {
    await migrate(urls.get(name) ?? '', migrations);
  }
  const state = await seededState(urls);
  if (state === 'seeded' && !options.replace) throw new StartError(DATA_ALREADY);
  if (state === 'seeded') console.log('deleting what is there');
  if (state === 'unfinished') console.log('deleting what an earlier seed has left that did not end');
  const sizes = { ...sizesFor(options.clientes), produtos: options.produtos };
  const started = Date.now();
  let shownAt = started;
  const report = (done: number) => {
    if (Date.now() - shownAt < 1_000) return;
    shownAt = Date.now();
    const left = ((shownAt - started) / done) * (sizes.clientes - done);
    console.log(`${done} of ${sizes.clientes} customers, about ${Math.ceil(left / 1000)} s to go`);
  };
  const seeded = await seed(urls, sizes, report, {
    replace: options.replace === true,
    onWaiting: () => console.log('another process seeds these schemas; this one waits for it'),
  });
  if (!seeded) throw new StartError(DATA_ALREADY);
  console.log(
    `seeded in ${((Date.now() - started) / 1000).toFixed(1)} s: ${sizes.clientes} customers, ${sizes.enderecos} addresses, ${sizes.produtos} products, ${sizes.inventario} purchases`,
  );
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > MAX_CLIENTES) {
    throw new InvalidArgumentError(`expected a whole number from 1 to ${MAX_CLIENTES}.`);
  }
  return number;
}
