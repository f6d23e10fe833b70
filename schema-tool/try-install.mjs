import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';

new Command('test:package')
  .description('Packs the tool, installs it with npm into an empty repository and runs it there.')
  .parse();
const folder = mkdtempSync(join(tmpdir(), 'graph-schema-'));
const run = (command, args, cwd = folder) => execFileSync(command, args, { cwd, encoding: 'utf8' }).trim();
try {
  run('npm', ['pack', import.meta.dirname]);
  const [filename] = readdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--save-dev', `./${filename}`]);
  writeFileSync(join(folder, 'a.graphql'), 'type Query { a: Int }\n');
  run('git', ['init', '-q', '-b', 'main']);
  run('npx', ['graph-schema', 'init', 'a=a.graphql']);
  run('git', ['add', 'a.graphql', 'supergraph.yaml']);
  run('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '-q', '-m', 'first']);
  console.log(run('npx', ['graph-schema', 'check']));
  console.log(run('du', ['-sh', 'node_modules']));
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(import.meta.dirname, 'dist'), { recursive: true, force: true });
}
