import type { TestProject } from 'vitest/node';
import { provideMysql } from '../../../dev/mysql/provide-mysql.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A MySQL-protocol server for this run, as a user who may create schemas. */
    adminUrl: string;
  }
}

/** One real database server for the whole run; MYSQL_URL names another than a private one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await provideMysql({
    url: process.env.MYSQL_URL ?? null,
    dataDirectory: null,
    durable: false,
    progress: (message) => console.log(message),
  });
  console.log(`tests use ${server.description}`);
  project.provide('adminUrl', server.adminUrl);
  return () => Promise.resolve(server[Symbol.asyncDispose]());
}
