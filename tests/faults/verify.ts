import { type Database, openDatabase } from '../../platform/database/database.ts';
import { findUncounted } from '../support/schemas/uncounted.ts';
import { findWrongSomas } from '../support/schemas/wrong-somas.ts';
import type { World } from './world.ts';

/** Compares the schemas that it writes to with what was acknowledged, and adds every difference to the world's violations. */
export async function verify(world: World, databaseUrls: ReadonlyMap<string, string>): Promise<void> {
  const open = (name: string) => openDatabase({ url: databaseUrls.get(name) ?? '', poolSize: 1 });
  await using clientes = open('clientes');
  await using enderecos = open('enderecos');
  await using inventario = open('inventario');
  await verifyClientes(world, clientes);
  await verifyEnderecos(world, enderecos);
  await verifyAquisicoes(world, inventario);
  await verifyContagens(world, inventario);
  await verifySomas(world, inventario);
  await verifyEvents(world, clientes, { enderecos, inventario });
  await verifyKeys(world, { clientes, enderecos, inventario });
}

async function verifyClientes(world: World, database: Database): Promise<void> {
  const rows = await database.read<{ id: string; nome: string; email: string; cpf: string; versao: number }>(
    'SELECT id, nome, email, cpf, versao FROM cadastro',
    [],
  );
  const alive = [...world.clientes.values()].filter(({ erased }) => !erased);
  compare(
    world,
    'customer',
    new Map(alive.map(({ id, nome, email, cpf, versao }) => [id, `${nome} ${email} ${cpf} v${versao}`])),
    rows.map(({ id, nome, email, cpf, versao }) => [id, `${nome} ${email} ${cpf} v${versao}`]),
  );
}

async function verifyEnderecos(world: World, database: Database): Promise<void> {
  const rows = await database.read<{ id: string; clienteId: string; principal: number }>(
    'SELECT id, id_cliente AS clienteId, principal FROM endereco',
    [],
  );
  const alive = [...world.clientes.values()].filter(({ erased }) => !erased);
  compare(
    world,
    'address',
    new Map(alive.flatMap(({ id, enderecos }) => [...enderecos].map((endereco) => [endereco, `of ${id}`]))),
    rows.map(({ id, clienteId }) => [id, `of ${clienteId}`]),
  );
  for (const { id, enderecos } of alive) {
    const principal = rows.filter((row) => row.clienteId === id && row.principal).length;
    if (principal !== Math.min(1, enderecos.size)) {
      world.violate(`customer ${id} has ${principal} principal addresses of ${enderecos.size}`);
    }
  }
}

async function verifyAquisicoes(world: World, database: Database): Promise<void> {
  const rows = await database.read<{ id: string; clienteId: string | null; quantidade: number }>(
    'SELECT id, id_cliente AS clienteId, quantidade FROM inventario',
    [],
  );
  const ownerOf = (clienteId: string) => (world.clientes.get(clienteId)?.erased ? 'nobody' : clienteId);
  compare(
    world,
    'purchase',
    new Map(
      [...world.aquisicoes.values()].map(({ id, clienteId, quantidade }) => [
        id,
        `${quantidade} of ${ownerOf(clienteId)}`,
      ]),
    ),
    rows
      .filter((row) => !isUnseen(world, row))
      .map(({ id, clienteId, quantidade }) => [id, `${quantidade} of ${clienteId ?? 'nobody'}`]),
  );
}

/** Every product's number of purchases is right, and none has ever been corrected. */
async function verifyContagens(world: World, database: Database): Promise<void> {
  for (const { produtoId, aquisicoes, contadas } of await findUncounted(database)) {
    world.violate(`product ${produtoId} has ${aquisicoes} purchases, of which ${contadas} are counted`);
  }
  const [recontagem] = await database.read<{ corrigidos: string }>('SELECT corrigidos FROM recontagem', []);
  if (recontagem?.corrigidos !== '0') {
    world.violate(`numbers of purchases had to be corrected: ${recontagem?.corrigidos}`);
  }
}

/** Every sum of purchases is right, and none has ever been corrected. */
async function verifySomas(world: World, database: Database): Promise<void> {
  for (const wrong of await findWrongSomas(database)) {
    world.violate(`a sum of purchases is wrong by ${JSON.stringify(wrong)}`);
  }
  const [recontagem] = await database.read<{ corrigidas: string }>(
    'SELECT corrigidas FROM recontagem_de_soma',
    [],
  );
  if (recontagem?.corrigidas !== '0') {
    world.violate(`sums of purchases had to be corrected: ${recontagem?.corrigidas}`);
  }
}

/** Whether a purchase is one of an erased customer that was recorded without anybody being told; counts each once. */
function isUnseen(
  { aquisicoes, unseenQuantities }: World,
  { id, clienteId, quantidade }: { id: string; clienteId: string | null; quantidade: number },
): boolean {
  const at = clienteId === null && !aquisicoes.has(id) ? unseenQuantities.indexOf(quantidade) : -1;
  if (at < 0) return false;
  unseenQuantities.splice(at, 1);
  return true;
}

/** No idempotency key tells anything about an erased customer. */
async function verifyKeys(world: World, databases: Readonly<Record<string, Database>>): Promise<void> {
  for (const [name, database] of Object.entries(databases)) {
    const subjects = await database.read<{ titular: string }>(
      'SELECT DISTINCT titular FROM idempotencia WHERE titular IS NOT NULL',
      [],
    );
    for (const { titular } of subjects) {
      if (world.clientes.get(titular)?.erased)
        world.violate(`a key in ${name} is about the erased ${titular}`);
    }
  }
}

/** Each erasure is one event, that each other domain has received once, and that left a tombstone there. */
async function verifyEvents(
  world: World,
  sender: Database,
  receivers: Readonly<Record<string, Database>>,
): Promise<void> {
  const erased = new Map(
    [...world.clientes.values()].filter((one) => one.erased).map(({ id }) => [id, 'erased']),
  );
  const events = await sender.read<{ id: string; aggregateid: string }>(
    'SELECT id, aggregateid FROM outbox',
    [],
  );
  compare(
    world,
    'event about customer',
    erased,
    events.map(({ aggregateid }) => [aggregateid, 'erased']),
  );
  const left = await sender.read<{ seq: string; destino: string; estado: string }>(
    "SELECT seq, destino, estado FROM outbox_entrega WHERE estado <> 'ENTREGUE'",
    [],
  );
  for (const { seq, destino, estado } of left) world.violate(`event ${seq} for ${destino} is ${estado}`);
  for (const [name, receiver] of Object.entries(receivers)) {
    const inbox = await receiver.read<{ id: string }>('SELECT id FROM inbox', []);
    compare(
      world,
      `event in the inbox of ${name}`,
      new Map(events.map(({ id }) => [id, 'received'])),
      inbox.map(({ id }) => [id, 'received']),
    );
    const tombstones = await receiver.read<{ id: string }>(
      "SELECT id FROM referencia WHERE tipo = 'Cliente' AND apagado_em IS NOT NULL",
      [],
    );
    compare(
      world,
      `tombstone in ${name}`,
      erased,
      tombstones.map(({ id }) => [id, 'erased']),
    );
  }
}

/** What was acknowledged must be there, once, as it was acknowledged; and nothing else. */
function compare(
  world: World,
  what: string,
  expected: ReadonlyMap<string, string>,
  rows: readonly (readonly [id: string, value: string])[],
): void {
  const seen = new Set<string>();
  for (const [id, value] of rows) {
    const known = expected.get(id);
    if (seen.has(id)) world.violate(`${what} ${id} is there twice`);
    else if (known === undefined) world.violate(`${what} ${id} (${value}) is there and should not be`);
    else if (known !== value) world.violate(`${what} ${id} is "${value}" and was acknowledged as "${known}"`);
    seen.add(id);
  }
  for (const [id, value] of expected) {
    if (!seen.has(id)) world.violate(`${what} ${id} (${value}) was acknowledged and is lost`);
  }
}
