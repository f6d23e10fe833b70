/** A MySQL-protocol server to work with; closing it stops it when it was started here. */
export interface MysqlServer extends AsyncDisposable {
  readonly kind: 'external' | 'private' | 'docker';
  /** `mysql://user:password@127.0.0.1:port/`, a user who may create schemas and users. */
  readonly adminUrl: string;
  /** What it is and where, without credentials. */
  readonly description: string;
  /** Ends the server without warning (SIGKILL). Only on a private server that was started here. */
  kill?(): Promise<void>;
  /** Starts it again on the same port and data, and stops it first when it runs. Only on such a server too. */
  restart?(): Promise<void>;
}
