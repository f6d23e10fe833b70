import { onTestFinished } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { startTcpProxy, type TcpProxy, throughProxy } from '../support/servers/tcp-proxy.ts';
import { type Schemas, schemasOf } from './schemas.ts';

/** A catalogue that is read through a proxy, and by what a client reads the rows of one of its tables. */
export async function behindProxy(): Promise<{
  source: Schemas;
  url: string;
  proxy: TcpProxy;
  reading: string;
}> {
  const source = await schemasOf('catalogue');
  const direct = source.urls.get('catalogo') ?? '';
  await using catalogo = openDatabase({ url: direct, poolSize: 1 });
  await catalogo.write('CREATE TABLE zz (id INT PRIMARY KEY, t LONGTEXT)', []);
  for (let id = 0; id < 8; id += 1)
    await catalogo.write("INSERT INTO zz SELECT ?, REPEAT('x', 1000000)", [id]);
  const { hostname, port, pathname } = new URL(direct);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return {
    source,
    url: throughProxy(direct, proxy),
    proxy,
    reading: `SELECT \`id\`, \`t\` FROM \`${pathname.slice(1)}\`.\`zz\``,
  };
}
