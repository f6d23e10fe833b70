import { Faker, pt_BR } from '@faker-js/faker';
import type { ProdutoFixture } from '../../subgraphs/catalogo/fixtures.ts';
import { type ClienteFixture, cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import type { EnderecoFixture } from '../../subgraphs/enderecos/fixtures.ts';
import type { InventarioFixture } from '../../subgraphs/inventario/fixtures.ts';
import { BAIRROS, LUGARES } from './lugares.ts';
import { ACABAMENTOS, CATEGORIAS, LINHAS } from './produtos.ts';

/** How much of everything; the defaults are 1 000, 2 500, 300 and 12 000. */
export interface SeedSizes {
  clientes: number;
  enderecos: number;
  produtos: number;
  inventario: number;
}

/** Everything that belongs to one run of customers. */
export interface SeedBatch {
  clientes: ClienteFixture[];
  enderecos: EnderecoFixture[];
  inventario: InventarioFixture[];
}

const FIXED_SEED = 20_260_701;
/** The data's "today": the same at every run. */
const UNTIL = Date.UTC(2026, 5, 30, 15);
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const CLIENTES_PER_BATCH = 1_000;
const PLACES = LUGARES.flatMap((lugar) => new Array<(typeof LUGARES)[number]>(lugar.peso).fill(lugar));
const TIPOS = ['RESIDENCIAL', 'COMERCIAL', 'ENTREGA', 'OUTRO'] as const;

/** The catalogue. The same sizes always give the same data. */
export function generateProdutos({
  produtos,
}: SeedSizes): (ProdutoFixture & { categoria: string; preco: string })[] {
  const random = seeded(1);
  const items = Object.entries(CATEGORIAS).flatMap(([categoria, list]) =>
    list.map(([item, preco]) => ({ categoria, item, preco })),
  );
  return Array.from({ length: produtos }, (_, index) => {
    const kind = index % items.length;
    const { categoria, item, preco } = pick(items, kind);
    // Each time an item comes round again it is of another line, then of another finish, then of another edition.
    const round = Math.floor(index / items.length);
    const linha = pick(LINHAS, kind + round);
    const acabamento = pick(ACABAMENTOS, kind + Math.floor(round / LINHAS.length));
    const edition = Math.floor(round / (LINHAS.length * ACABAMENTOS.length));
    const cents = Math.round(preco * 100 * random.number.float({ min: 0.8, max: 1.3 }));
    return {
      id: String(index + 1),
      sku: `${ascii(categoria).slice(0, 3).toUpperCase()}-${String(index + 1).padStart(6, '0')}`,
      nome: `${item} ${linha}, ${acabamento}${edition > 0 ? `, série ${edition + 1}` : ''}`,
      descricao: `${item} da linha ${linha}, acabamento ${acabamento}. Garantia de 12 meses.`,
      categoria,
      preco: reais(cents),
      ativo: random.number.int(99) >= 4,
      criadoEm: new Date(UNTIL - random.number.int({ min: YEAR_MS, max: 4 * YEAR_MS })),
    };
  });
}

/** The customers in batches, each with its addresses and purchases. */
export function* generateClientes(
  sizes: SeedSizes,
  produtos: readonly { id: string; categoria: string; preco: string }[],
): Generator<SeedBatch> {
  const random = seeded(2);
  let enderecoId = 0;
  let inventarioId = 0;
  for (let from = 0; from < sizes.clientes; from += CLIENTES_PER_BATCH) {
    const batch: SeedBatch = { clientes: [], enderecos: [], inventario: [] };
    const until = Math.min(from + CLIENTES_PER_BATCH, sizes.clientes);
    for (let index = from; index < until; index += 1) {
      const id = String(index + 1);
      const lugar = random.helpers.arrayElement(PLACES);
      const cliente = generateCliente(random, id, lugar.ddd);
      batch.clientes.push(cliente);
      const ofCliente = share(sizes.enderecos, sizes.clientes, index);
      for (let n = 0; n < ofCliente; n += 1) {
        enderecoId += 1;
        batch.enderecos.push(generateEndereco(random, String(enderecoId), id, n, lugar));
      }
    }
    // Shares a batch's purchases unevenly, as people buy: squaring favours the few who buy much.
    const aquisicoes =
      cumulative(sizes.inventario, sizes.clientes, until) -
      cumulative(sizes.inventario, sizes.clientes, from);
    for (let n = 0; n < aquisicoes && produtos.length > 0; n += 1) {
      const cliente = pick(batch.clientes, buyer(random, batch.clientes.length));
      const produto = pick(produtos, Math.floor(random.number.float() ** 2 * produtos.length));
      inventarioId += 1;
      batch.inventario.push(generateInventario(random, String(inventarioId), cliente, produto));
    }
    yield batch;
  }
}

/** A prime, so that heavy buyers stand anywhere in a batch and not at its start. */
const SPREAD = 617;

function buyer(random: Faker, clientes: number): number {
  return (Math.floor(random.number.float() ** 1.5 * clientes) * SPREAD) % clientes;
}

function generateCliente(random: Faker, id: string, ddd: string): ClienteFixture & { criadoEm: Date } {
  const nome = random.person.fullName().replace(/^(Sr\.|Sra\.|Srta\.|Dr\.|Dra\.) /, '');
  const handle = ascii(nome)
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '');
  const criadoEm = new Date(UNTIL - random.number.int({ min: 30 * 60_000, max: 3 * YEAR_MS }));
  const born = new Date(UNTIL - random.number.int({ min: 18 * YEAR_MS, max: 80 * YEAR_MS }));
  return {
    id,
    nome,
    email: `${handle}${id}@exemplo.com.br`,
    cpf: cpfOf(Number(id)),
    telefone: random.number.int(9) === 0 ? null : `+55${ddd}9${random.string.numeric(8)}`,
    dataNascimento: random.number.int(19) === 0 ? null : born.toISOString().slice(0, 10),
    criadoEm,
  };
}

function generateEndereco(
  random: Faker,
  id: string,
  clienteId: string,
  position: number,
  { cidade, uf, cep }: (typeof LUGARES)[number],
): EnderecoFixture {
  return {
    id,
    clienteId,
    tipo: pick(TIPOS, position),
    logradouro: random.location.street(),
    numero: String(random.number.int({ min: 1, max: 4_000 })),
    complemento: random.number.int(2) === 0 ? `Apto ${random.number.int({ min: 11, max: 284 })}` : null,
    bairro: random.helpers.arrayElement(BAIRROS),
    cidade,
    uf,
    cep: `${cep}${random.string.numeric(6)}`,
    principal: position === 0,
  };
}

function generateInventario(
  random: Faker,
  id: string,
  cliente: ClienteFixture,
  produto: { id: string; categoria: string; preco: string },
): InventarioFixture {
  const registered = cliente.criadoEm?.getTime() ?? UNTIL - YEAR_MS;
  const cents = Math.round(
    Number(produto.preco.replace('.', '')) * random.number.float({ min: 0.85, max: 1 }),
  );
  return {
    id,
    clienteId: cliente.id,
    produtoId: produto.id,
    categoria: produto.categoria,
    quantidade: random.number.int(9) < 7 ? 1 : random.number.int({ min: 2, max: 6 }),
    precoUnitario: reais(cents),
    adquiridoEm: new Date(registered + Math.floor(random.number.float() * (UNTIL - registered))),
  };
}

function seeded(stream: number): Faker {
  const faker = new Faker({ locale: [pt_BR] });
  faker.seed(FIXED_SEED + stream);
  faker.setDefaultRefDate(new Date(UNTIL));
  return faker;
}

/** How many of `total` the first `count` of `parents` have. */
function cumulative(total: number, parents: number, count: number): number {
  return Math.floor((total * count) / parents);
}

/** How many of `total` belong to parent `index` of `parents`: evenly, and exactly `total` over all. */
function share(total: number, parents: number, index: number): number {
  return cumulative(total, parents, index + 1) - cumulative(total, parents, index);
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function reais(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

function ascii(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}
