import { runSubgraphProcess } from '../../platform/subgraph-process.ts';
import { subgraph } from './subgraph.ts';

await runSubgraphProcess(subgraph);
