#!/usr/bin/env node
import { Command } from 'commander';
import { ConfigError } from '../../process/ending/config-error.ts';
import { startFailure } from '../../process/run/run-process.ts';
import { readBrokerConfig } from './config.ts';
import { emptyStreams } from './losses/empty-streams.ts';

/** Works on the broker that EVENTS_URL names, as in production. */
const command = new Command('broker')
  .description('Works on the broker of events that EVENTS_URL names.')
  .showHelpAfterError();
command
  .command('empty')
  .description(
    'removes every event and confirmation: after all domains were restored, before any of them runs. Events that nobody has confirmed are sent again',
  )
  .action(async () => {
    const config = readBrokerConfig();
    if (!config) throw new ConfigError(['EVENTS_URL is not set: give the one that the subgraphs have.']);
    const removed = await emptyStreams(config).catch((error: unknown) => {
      throw new ConfigError([
        `the broker was not emptied: ${error instanceof Error ? error.message : 'unknown'}. Its user needs $JS.API.STREAM.PURGE of both streams.`,
      ]);
    });
    console.log(`${removed} message(s) removed.`);
  });

try {
  await command.parseAsync();
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
