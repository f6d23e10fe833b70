import { Command } from 'commander';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { clusterPrograms } from '../../tests/cluster/cluster-packages.ts';
import { serveCluster } from '../../tests/cluster/cluster-server.ts';
import { startGaleraCluster } from '../../tests/cluster/galera-cluster.ts';
import { wholeFrom } from '../option-values.ts';
import { measureVariants, type Variant, variantsTable } from './variants.ts';

const { rounds, seconds } = new Command('bench:databases')
  .description(
    "Asks the graph the same, and has it record purchases, on one MariaDB and on three nodes of Galera that all take writes behind HAProxy, in turns, and compares. Everything is on one machine, the nodes too, so that it shows what each request costs more, and not what three machines can do. Galera and HAProxy are fetched from the system's package source into a cache without root (4 MB, once). Where that cannot be it says why and ends well.",
  )
  .option('--rounds <number>', 'how often each is measured', wholeFrom(1, 1_000), 3)
  .option('--seconds <number>', 'how long', wholeFrom(1, 1_000), 5)
  .parse()
  .opts<{ rounds: number; seconds: number }>();

const say = (text: string) => console.error(text);
const programs = await clusterPrograms(say);
if (typeof programs === 'string') console.log(`SKIPPED, nothing was measured on a cluster: ${programs}`);
else {
  await using one = await provideMysql({ url: null, dataDirectory: null, durable: false, progress: say });
  await using cluster = await startGaleraCluster(programs, { nodes: 3, progress: say });
  await using three = await serveCluster(cluster, programs, say);
  for (const asks of ['query', 'mutation'] as const) {
    const variants: Record<string, Variant> = {
      'one server': { asks },
      'three nodes of Galera': { adminUrl: three.adminUrl, asks },
    };
    const { adminUrl } = one;
    const measured = await measureVariants({
      adminUrl,
      prefix: `bd_${asks}_`,
      variants,
      rounds,
      seconds,
      say,
    });
    console.log(`${variantsTable(measured, { what: asks, base: 'one server' })}\n`);
  }
}
