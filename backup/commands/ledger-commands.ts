import type { Command } from 'commander';
import { compareLedger, settleErasures } from '../ledger/ledger-of-schemas.ts';
import { type CommandParts, WRONG } from './command-parts.ts';

/** Adds `ledger check`, which ends with 2 where erasures are missing, `ledger fill` and `ledger settle`. */
export function addLedger(command: Command, { withWorld, print }: CommandParts): void {
  const ledger = command.command('ledger').description('the ledger of erasures, ERASURE_LEDGER_URL');
  ledger
    .command('check')
    .description('whether the ledger is there and whole, and has every erasure that the schemas remember')
    .action(() =>
      withWorld(async (world) => {
        for (const { tipo, recorded, missing } of await compareLedger(world, { fill: false })) {
          print(`${tipo}: ${recorded} erasure(s), ${missing} missing`);
          if (missing > 0) process.exitCode = WRONG;
        }
      }),
    );
  ledger
    .command('fill')
    .description(
      'makes the ledger where there is none, and adds the erasures that the schemas remember and it has not',
    )
    .action(() =>
      withWorld(async (world) => {
        for (const { tipo, recorded, missing } of await compareLedger(world, { fill: true }))
          print(`${tipo}: ${recorded} erasure(s), ${missing} of them added`);
      }),
    );
  ledger
    .command('settle')
    .description('has erasures wait no more for a ledger that there is no longer')
    .action(() => withWorld(async (world) => print(`${await settleErasures(world)} erasure(s) settled`)));
}
