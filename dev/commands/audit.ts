import { openDatabase } from '../../platform/database/database.ts';
import { networkSecretFile, readNetworkSecret } from '../../platform/identity/keys/network-secret.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { startFailure } from '../../platform/process/run/run-process.ts';
import { auditCommand, subgraph } from '../../subgraphs/acessos/subgraph.ts';
import { readDevConfig } from '../config.ts';
import { joinSchemas } from '../schemas/joined-schemas.ts';

/** Works on the audit of `npm start`. */
try {
  await auditCommand('audit', async (work) => {
    const config = readDevConfig();
    const identitySecret =
      config.identitySecret ?? readNetworkSecret(networkSecretFile(config.dataDirectory));
    if (identitySecret === null) throw new StartError('There is no network here yet: `npm start` makes one.');
    await using schemas = await joinSchemas(config, [subgraph], (message) => console.error(message));
    const url = schemas.urls.get(subgraph.name) ?? '';
    await using database = openDatabase({ url, poolSize: 2 });
    await work({ database, identitySecret, identitySecretAlso: config.identitySecretAlso });
  }).parseAsync();
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 2;
}
