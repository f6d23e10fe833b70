import { vi } from 'vitest';
import { runSchemaCommand } from '../../../schema-tool/schema-command.ts';

/** What the schema command came to. */
export interface SchemaOutcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the schema command in this process, which saves starting one and loading all of it. */
export async function schemaCommand(
  args: readonly string[],
  { cwd = process.cwd() }: { cwd?: string } = {},
): Promise<SchemaOutcome> {
  const printed = { stdout: '', stderr: '' };
  const streams = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += text;
      return true;
    }),
  );
  const home = process.cwd();
  process.chdir(cwd);
  try {
    return { code: await runSchemaCommand([...args]), ...printed };
  } finally {
    process.chdir(home);
    for (const stream of streams) stream.mockRestore();
  }
}
