import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { run } from '../../dev/mysql/processes/run.ts';
import { prometheusPrograms } from '../support/telemetry/prometheus.ts';

const FOLDER = 'deploy/observability';
const programs = await prometheusPrograms();
if (typeof programs === 'string') console.log(`rules are not checked by promtool: ${programs}`);

interface Rule {
  alert?: string;
  record?: string;
}

const rules = (
  parse(readFileSync(`${FOLDER}/alerts.yml`, 'utf8')) as { groups: { rules: Rule[] }[] }
).groups.flatMap((group) => group.rules);
const alerts = rules.flatMap(({ alert }) => alert ?? []);

test.skipIf(typeof programs === 'string')(
  'promtool finds nothing wrong with the rules, and each fires as its test says',
  async () => {
    if (typeof programs === 'string') return;
    const promtool = async (...args: string[]) => {
      const { code, stdout, stderr } = await run(programs.promtool, args, { cwd: FOLDER, env: programs.env });
      return { code, output: `${stdout}${stderr}` };
    };
    expect(await promtool('check', 'rules', '--lint-fatal', 'alerts.yml')).toMatchObject({ code: 0 });
    expect(await promtool('test', 'rules', 'alerts.test.yml')).toEqual({
      code: 0,
      output: expect.stringContaining('SUCCESS'),
    });
  },
);

test('every alert has a test, and says in docs/observability.md what to do', () => {
  const tested = parse(readFileSync(`${FOLDER}/alerts.test.yml`, 'utf8')) as { tests: { name: string }[] };
  expect(tested.tests.map(({ name }) => name)).toEqual(alerts);
  const page = readFileSync('docs/observability.md', 'utf8');
  expect(alerts.filter((alert) => !page.includes(`### ${alert}\n`))).toEqual([]);
});

test('the Prometheus operator is given the same rules', () => {
  const read = (path: string) => parse(readFileSync(path, 'utf8'));
  expect(read('deploy/kubernetes/components/monitoring/prometheus-rule.yaml').spec).toEqual(
    read(`${FOLDER}/alerts.yml`),
  );
});
