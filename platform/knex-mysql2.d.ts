/** knex publishes its dialects as files without types; this names the one method that platform/database.ts overrides. */
declare module 'knex/lib/dialects/mysql2/index.js' {
  import { Knex } from 'knex';

  class Client extends Knex.Client {
    // biome-ignore lint/suspicious/noExplicitAny: knex's own connection and query objects have no published type.
    _query(connection: any, query: any): Promise<any>;
  }
  export default Client;
}
