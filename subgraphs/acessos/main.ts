import { runSubgraphProcess } from '../../platform/subgraph/run.ts';
import { subgraph } from './subgraph.ts';

await runSubgraphProcess(subgraph);
