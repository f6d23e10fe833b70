import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const RUN = fileURLToPath(new URL('run.mjs', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs `program.ts` with this text. */
async function run(text: string, ...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const file = join(folder, 'program.ts');
  await writeFile(file, text);
  return await new Promise((resolve) => {
    execFile(process.execPath, [RUN, file, ...args], (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}

test('a program runs as if it had been started itself, and as it is now', async () => {
  const program = 'console.log(JSON.stringify([import.meta.url, process.argv.slice(1)]) as string);';

  const first = await run(program, 'a', '--b');
  const second = await run("console.log('changed' satisfies string);");

  const file = join(folder, 'program.ts');
  expect(JSON.parse(first.out)).toEqual([pathToFileURL(file).href, [file, 'a', '--b']]);
  expect(second).toEqual({ code: 0, out: 'changed\n', err: '' });
});

test('what was compiled is used again, until a module of it changes or the file has gone', async () => {
  const imported = join(folder, 'imported.ts');
  await writeFile(imported, "export const text: string = 'first';");
  const program = "import { text } from './imported.ts';\nconsole.log(text, import.meta.filename);";
  const [, compiled = ''] = (await run(program)).out.trim().split(' ');

  await writeFile(compiled, "console.log('used again');");
  expect((await run(program)).out).toBe('used again\n');

  await writeFile(imported, "export const text: string = 'second';");
  const [text, another = ''] = (await run(program)).out.trim().split(' ');
  expect({ text, isAnother: another !== compiled }).toEqual({ text: 'second', isAnother: true });

  await rm(another);
  expect((await run(program)).out).toBe(`second ${another}\n`);
  await rm(compiled);
});

test('a module that is imported by a name put together is found when it has come after the first run', async () => {
  const program = `
    const [, , name = ''] = process.argv;
    const { text } = await import(\`./parts/\${name}/part.ts\`);
    console.log(text);`;
  const add = async (name: string) => {
    await mkdir(join(folder, 'parts', name), { recursive: true });
    await writeFile(join(folder, 'parts', name, 'part.ts'), `export const text: string = '${name}';`);
  };
  await add('first');
  expect((await run(program, 'first')).out).toBe('first\n');

  await add('second');
  expect(await run(program, 'second')).toEqual({ code: 0, out: 'second\n', err: '' });
});

test('an error names the line of the source', async () => {
  const { code, err } = await run("\n\nthrow new Error('broken' as string);");

  expect(code).toBe(1);
  expect(err).toMatch(/program\.ts:3:\d/);
});

test('what does not compile says where, and runs nothing', async () => {
  const { code, out, err } = await run("console.log('ran');\nconst x: = 1;");

  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/program\.ts:2:\d+/);
});
