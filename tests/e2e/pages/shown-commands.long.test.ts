import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../../../dev/mysql/processes/free-port.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { subgraphNames } from '../../../platform/subgraph/listed-subgraphs.ts';
import { runProgram, signal, untilUp } from '../../support/commands/npm-start.ts';
import { basic, postQuery } from '../../support/networks/test-network.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../../support/telemetry/otlp-receiver.ts';

const run = promisify(execFile);
/** Pages that say how something is turned on or asked for, beside `npm start`. */
const PAGES = [
  'README.pt-BR.md',
  'docs/accesses.md',
  'docs/configuration.md',
  'docs/console.md',
  'docs/erasure.md',
  'docs/health.md',
  'docs/mcp.md',
  'docs/observability.md',
];
/** What a command of these pages prints, by how it is written. */
const PRINTED: readonly [RegExp, RegExp][] = [
  [/^curl .*\/metrics$/, /^# HELP .*^router_/ms],
  [/^curl .*\/mcp .*tools\/list/, /"name":"ClienteCompleto"/],
  [/^curl .* -o acessos\.csv .*\/acessos\.csv/, /^$/],
  [/^curl .*\/acessos\.ndjson\?usuario=atendente/, /^(\{.*"usuario":"atendente".*\}\n)+$/],
  [/^curl .*"cost":true/, /"cost":\{"estimated":89\.4/],
  [/^npm run audit -- verify$/, /^whole: 1 rows in 1 chains, 0 finding\(s\)$/m],
  [
    /^npm run audit -- accept --before /,
    /^0 digests and 0 tombstones of erased customers signed, 0 of later left as they were$/m,
  ],
  [/^npm run audit -- sign$/, /^0 signed again, 0 signed with neither secret and left as they were$/m],
  [/^npm run outbox -- list$/, /^Every event has been delivered\.$/m],
  [/^npm run outbox -- replay all$/, /^0 delivery\(ies\) will be tried again\.$/m],
];
/** Commands that other tests run, and those of Docker, which not every machine has. */
const ELSEWHERE =
  /^(npm ci && npm (start|test)|npm run (schema|bench)( .*)?|npm run outbox -- discard 42|npm run start:router .*--check-config|(OTEL_\S+ )?docker compose .*|(printf|openssl) .*\| sudo .*)$/;
const STARTED = /^(?:([A-Z_]+=\S+) )?npm start$/;

const opened = new Resources();
let collector: OtlpReceiver;
let folder: string;
let firstPort: number;
let env: Record<string, string>;
beforeAll(async () => {
  collector = opened.use(await startOtlpReceiver());
  folder = await mkdtemp(join(tmpdir(), 'shown-commands-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  firstPort = await freePorts(1 + (await subgraphNames()).length);
  env = { DATA_DIRECTORY: join(folder, 'data'), FIRST_PORT: String(firstPort) };
}, 60_000);
afterAll(() => opened[Symbol.asyncDispose]());

/** With the addresses of this run in place of those of the pages. */
function here(text: string): string {
  return text
    .replaceAll(/(127\.0\.0\.1|localhost):4000/g, `127.0.0.1:${firstPort}`)
    .replaceAll('http://127.0.0.1:4318', collector.endpoint);
}

/** The commands of a page, each on one line. */
function commandsOf(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].flatMap(([, block = '']) =>
    block
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line.trim() !== ''),
  );
}

test('what pages show to turn something on and to ask for it works on a first `npm start`', {
  timeout: 300_000,
}, async () => {
  const commands = [...new Set(PAGES.flatMap(commandsOf))];
  for (const command of commands) {
    const [, setting] = STARTED.exec(command) ?? [];
    if (setting) env[setting.slice(0, setting.indexOf('='))] = here(setting.slice(setting.indexOf('=') + 1));
  }
  expect(Object.keys(env).sort()).toEqual([
    'DATA_DIRECTORY',
    'FIRST_PORT',
    'MCP',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ]);
  const started = runProgram('dev/start/start.ts', env);
  await untilUp(started);

  // For the record of accesses to have something.
  const asked = await postQuery(here('http://127.0.0.1:4000/graphql'), '{ cliente(id: 1) { email } }', {
    credentials: 'atendente:atendente',
  });
  expect(asked.body.errors).toBeUndefined();

  // What the pages link to.
  const linked = readFileSync('README.md', 'utf8').matchAll(/<(http:\/\/127\.0\.0\.1:4000\/\w*)>/g);
  const answered: Record<string, number> = {};
  for (const [, link = ''] of linked) {
    const response = await fetch(here(link), {
      headers: { authorization: basic('atendente:atendente'), accept: 'text/html' },
    });
    answered[link] = response.status;
    await response.text();
  }
  expect(answered).toEqual({
    'http://127.0.0.1:4000/': 200,
    'http://127.0.0.1:4000/graphiql': 200,
    'http://127.0.0.1:4000/painel': 200,
  });

  // The file that programs with language models are given.
  const configured = /```json\n(\{\n {2}"mcpServers"[\s\S]*?)```/.exec(readFileSync('docs/mcp.md', 'utf8'));
  const { mcpServers } = JSON.parse(configured?.[1] ?? '') as {
    mcpServers: Record<string, { url: string; headers: Record<string, string> }>;
  };
  const { url, headers } = mcpServers.clientes ?? { url: '', headers: {} };
  const model = new Client({ name: 'assistente', version: '1' });
  await model.connect(new StreamableHTTPClientTransport(new URL(here(url)), { requestInit: { headers } }));
  expect((await model.listTools()).tools.map(({ name }) => name)).toContain('ClienteCompleto');
  await model.close();

  const reported = here('http://127.0.0.1:4000/acessos.ndjson');
  await expect
    .poll(async () => (await fetch(reported, { headers: { authorization: basic('admin:admin') } })).text(), {
      timeout: 20_000,
    })
    .toContain('"usuario":"atendente"');
  for (const command of commands) {
    if (STARTED.test(command) || ELSEWHERE.test(command)) continue;
    const printed = PRINTED.find(([written]) => written.test(command))?.[1];
    if (!printed)
      throw new Error(`"${command}" is run by no test: add what it prints, or which test runs it.`);
    const cwd = command.startsWith('npm') ? resolve('.') : folder;
    const { stdout } = await run('bash', ['-c', here(command)], {
      cwd,
      env: { ...process.env, MYSQL_URL: '', ...env },
    });
    expect(stdout, command).toMatch(printed);
  }
  // Of what was asked for its cost.
  await collector.waitFor((spans) => spans.some(({ name }) => name === 'POST /graphql'));
  expect(await readFile(join(folder, 'acessos.csv'), 'utf8')).toMatch(/^\ufeffid,/);

  signal(started, 'SIGTERM');
  await started.ended;
});
