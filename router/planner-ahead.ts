import { startThreadAhead } from './planning/planner-threads.ts';
import { supergraphFile } from './supergraph/supergraph-file.ts';

/**
 * Begins to build the planner for the supergraph of a file, in its thread: `startRouter` then waits for what is left of it.
 * It takes as long as the rest of a start. What is wrong with the file is told by whoever loads it.
 */
export async function buildPlannerAhead(supergraphPath: string): Promise<void> {
  const sdl = await supergraphFile(supergraphPath)
    .read()
    .catch(() => null);
  if (sdl !== null) startThreadAhead(sdl);
}
