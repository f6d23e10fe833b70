import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsersFileError } from './users-file-error.ts';

/** Asks twice on a terminal, without echo; elsewhere takes the first line of standard input. */
export async function readPassword(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) return await firstLine();
  const password = await ask(`${prompt}: `);
  if ((await ask('Again: ')) !== password) throw new UsersFileError('The two passwords are not the same.');
  return password;
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  throw new UsersFileError('No password: give it on standard input, or run this on a terminal.');
}

function ask(prompt: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(prompt);
  return new Promise((resolve, reject) => {
    lines.once('SIGINT', () => reject(new UsersFileError('Nothing was changed.')));
    lines.question('', (answer) => {
      process.stderr.write('\n');
      lines.close();
      resolve(answer);
    });
  });
}
