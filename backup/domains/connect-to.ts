import { databaseAddresses } from '../../platform/process/config/database-addresses.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { connectToOne, type SchemaAddress, type SchemaConnection } from './connection.ts';

/** Throws why a server that takes no writes is not to be read. */
export type AcceptReadOnly = (connection: SchemaConnection) => Promise<unknown>;

const notForWriting: AcceptReadOnly = () =>
  Promise.reject(new StartError('No server of that schema takes writes: name the primary in its URL.'));

/**
 * Connects to the first of the addresses that takes writes, else to the first that is accepted; by default none is. Throws what is wrong with the
 * first that was not reached, else with the first that was not accepted.
 */
export async function connectTo(
  address: SchemaAddress,
  accept: AcceptReadOnly = notForWriting,
): Promise<SchemaConnection> {
  let readOnly: SchemaConnection | null = null;
  let failure: unknown = null;
  let refusal: unknown = null;
  for (const url of databaseAddresses(address.url)) {
    let connection: SchemaConnection;
    try {
      connection = await connectToOne(url, address);
    } catch (error) {
      failure ??= error;
      continue;
    }
    if (!connection.isReadOnly) {
      await readOnly?.[Symbol.asyncDispose]();
      return connection;
    }
    if (readOnly === null) {
      try {
        await accept(connection);
        readOnly = connection;
        continue;
      } catch (error) {
        refusal ??= error;
      }
    }
    await connection[Symbol.asyncDispose]();
  }
  if (readOnly) return readOnly;
  throw failure ?? refusal;
}
