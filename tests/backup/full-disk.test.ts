import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openErasureLedger } from '../../platform/erasures/open-ledger.ts';
import { idsIn, testFolder } from './schemas.ts';

test('an erasure that does not fit on the disk is not said to be kept, and the ledger goes on when there is room', async () => {
  const { href } = pathToFileURL(join(await testFolder(), 'erasures.log'));
  const script = `ulimit -f 1; exec "${process.execPath}" dev/run.mjs tests/backup/record-until-refused.ts ${href}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script]);
  const kept = (JSON.parse(stdout) as number[]).map(String);
  expect(kept.length).toBeGreaterThan(1);

  await using ledger = openErasureLedger(href);
  expect(await idsIn(ledger)).toEqual(kept);
  await ledger.record({ tipo: 'Cliente', id: '99' });
  expect(await idsIn(ledger)).toEqual([...kept, '99']);
});
