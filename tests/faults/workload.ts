import type { SimpleFaker } from '@faker-js/faker';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { novoEndereco } from '../support/networks/mutations.ts';
import type { PersistentClient } from './client.ts';
import type { KnownCliente, World } from './world.ts';

/** One frontend among several: writes at random, on customers of its own and on those of others. */
export class Writer {
  readonly #name: string;
  readonly #client: PersistentClient;
  readonly #world: World;
  readonly #random: SimpleFaker;
  /** Only their own writer changes or erases customers, so that it knows their version; all add to them. */
  readonly #own: KnownCliente[] = [];
  /** Ids of its own purchases; nobody else reverses them. */
  readonly #compras: string[] = [];
  #serial = 0;

  constructor(index: number, parts: { client: PersistentClient; world: World; random: SimpleFaker }) {
    this.#name = `escritor${index}`;
    this.#serial = index * 1_000_000;
    this.#client = parts.client;
    this.#world = parts.world;
    this.#random = parts.random;
  }

  /** Writes until it is told to stop, and then finishes what it has begun. */
  async run(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const own = this.#own.filter(({ erased }) => !erased);
      const cliente = own.length < 3 ? undefined : this.#random.helpers.arrayElement(own);
      if (!cliente) {
        await this.#create();
        continue;
      }
      const writes: (() => Promise<void>)[] = [
        () => this.#create(),
        () => this.#update(cliente),
        () => this.#erase(cliente),
        () => this.#addEndereco(this.#anyCliente()),
        () => this.#addEndereco(cliente),
        () => this.#removeEndereco(cliente),
        () => this.#buy(this.#anyCliente()),
        () => this.#buy(cliente),
        () => this.#buyAndReverse(cliente),
      ];
      await this.#random.helpers.arrayElement(writes)();
    }
  }

  #next(): number {
    this.#serial += 1;
    return this.#serial;
  }

  #anyCliente(): KnownCliente {
    return this.#random.helpers.arrayElement([...this.#world.clientes.values()]);
  }

  async #create(): Promise<void> {
    const number = this.#next();
    const entrada = {
      nome: `Cliente ${number}`,
      email: `cliente${number}@exemplo.com.br`,
      cpf: cpfOf(number),
      chaveDeIdempotencia: `${this.#name}-cliente-${number}`,
    };
    const { outcome } = await this.#client.write('criarCliente', entrada);
    if (outcome.__typename !== 'ClienteGravado') {
      this.#world.violate(`a new customer was refused: ${JSON.stringify(outcome)}`);
      return;
    }
    const { id, nome, email, versao } = outcome.cliente;
    const cliente = {
      id,
      nome,
      email,
      cpf: cpfOf(number),
      versao,
      erased: false,
      enderecos: new Set<string>(),
    };
    this.#world.clientes.set(id, cliente);
    this.#own.push(cliente);
    await this.#sendAgain('criarCliente', entrada, (again) => again.cliente?.id === id);
  }

  async #update(cliente: KnownCliente): Promise<void> {
    const nome = `${this.#name} ${this.#next()}`;
    const entrada = { id: cliente.id, versao: cliente.versao, nome };
    const { outcome, retried } = await this.#client.write('atualizarCliente', entrada);
    const written = outcome.cliente ?? outcome.atual;
    // Sent again after an attempt that had its effect unseen, it conflicts with its own result.
    const isOwn = outcome.__typename === 'Conflito' && retried && written?.nome === nome;
    if (outcome.__typename !== 'ClienteGravado' && !isOwn) {
      this.#world.violate(`an update was refused: ${JSON.stringify(outcome)}`);
      return;
    }
    if (written.versao !== cliente.versao + 1) {
      this.#world.violate(`customer ${cliente.id} went from version ${cliente.versao} to ${written.versao}`);
    }
    cliente.nome = nome;
    cliente.versao = written.versao;
  }

  async #erase(cliente: KnownCliente): Promise<void> {
    const { outcome } = await this.#client.write('excluirCliente', {
      id: cliente.id,
      versao: cliente.versao,
    });
    if (outcome.__typename !== 'ClienteExcluido') {
      this.#world.violate(`an erasure was refused: ${JSON.stringify(outcome)}`);
      return;
    }
    cliente.erased = true;
    this.#world.counts.erasures += 1;
  }

  async #addEndereco(cliente: KnownCliente): Promise<void> {
    const entrada = {
      ...novoEndereco(cliente.id),
      chaveDeIdempotencia: `${this.#name}-endereco-${this.#next()}`,
    };
    const { outcome, retried } = await this.#client.write('criarEndereco', entrada);
    if (outcome.__typename !== 'EnderecoGravado') return this.#refused(cliente, outcome, retried);
    const { id } = outcome.endereco;
    cliente.enderecos.add(id);
    await this.#sendAgain('criarEndereco', entrada, (again) => again.endereco?.id === id);
  }

  async #removeEndereco(cliente: KnownCliente): Promise<void> {
    const [id] = cliente.enderecos;
    if (id === undefined) return;
    // Taken out first: nobody else may expect it while it is being deleted.
    cliente.enderecos.delete(id);
    await this.#delete('excluirEndereco', id, 'EnderecoExcluido');
  }

  /** Buys, and takes its oldest purchase back, whose customer may have been erased. */
  async #buyAndReverse(cliente: KnownCliente): Promise<void> {
    await this.#buy(cliente);
    const id = this.#compras.shift();
    if (id === undefined) return;
    this.#world.aquisicoes.delete(id);
    await this.#delete('estornarAquisicao', id, 'AquisicaoEstornada');
    this.#world.counts.reversals += 1;
  }

  async #delete(name: 'excluirEndereco' | 'estornarAquisicao', id: string, deleted: string): Promise<void> {
    let versao = 1;
    for (;;) {
      const { outcome, retried } = await this.#client.write(name, { id, versao });
      const { __typename } = outcome;
      if (__typename === deleted || (__typename === 'NaoEncontrado' && retried)) return;
      // An address that became the principal one when another went, and a purchase whose customer was erased, have a
      // new version.
      if (__typename === 'Conflito' && outcome.atual?.versao > versao) {
        versao = outcome.atual.versao;
        continue;
      }
      this.#world.violate(`${name} ${id} came to ${JSON.stringify(outcome)}`);
      return;
    }
  }

  async #buy(cliente: KnownCliente): Promise<void> {
    const quantidade = this.#random.number.int({ min: 1, max: 9 });
    const entrada = {
      clienteId: cliente.id,
      produtoId: this.#random.helpers.arrayElement(this.#world.produtos),
      quantidade,
      chaveDeIdempotencia: `${this.#name}-compra-${this.#next()}`,
    };
    const { outcome, retried } = await this.#client.write('registrarAquisicao', entrada);
    if (outcome.__typename !== 'AquisicaoGravada') {
      if (outcome.codigo === 'RECURSO_EXCLUIDO') this.#world.unseenQuantities.push(quantidade);
      return this.#refused(cliente, outcome, retried);
    }
    const { id } = outcome.inventario;
    this.#world.aquisicoes.set(id, { id, clienteId: cliente.id, quantidade });
    this.#compras.push(id);
    await this.#sendAgain('registrarAquisicao', entrada, (again) => again.inventario?.id === id);
  }

  /** Somebody else's customer may be erased at any moment, and has at most 50 addresses; nothing else is refused. */
  #refused(cliente: KnownCliente, outcome: { __typename: string; codigo?: string }, retried: boolean): void {
    const full = outcome.codigo === 'LIMITE_DE_ENDERECOS' && cliente.enderecos.size >= 40;
    // An attempt that had its effect unseen, which the erasure then took away.
    const erasedUnseen = retried && outcome.codigo === 'RECURSO_EXCLUIDO';
    if (outcome.__typename === 'NaoEncontrado' || full || erasedUnseen) this.#world.counts.refused += 1;
    else this.#world.violate(`refused for customer ${cliente.id}: ${JSON.stringify(outcome)}`);
  }

  /** Now and then the same request comes once more, as from a client that has missed the answer. */
  async #sendAgain(
    name: 'criarCliente' | 'criarEndereco' | 'registrarAquisicao',
    entrada: Record<string, unknown>,
    // biome-ignore lint/suspicious/noExplicitAny: an outcome is one of many shapes, see Outcome.
    isSame: (outcome: any) => boolean,
  ): Promise<void> {
    if (!this.#random.datatype.boolean(0.3)) return;
    this.#world.counts.repeats += 1;
    const { outcome } = await this.#client.write(name, entrada);
    // What was created may have been erased since.
    if (isSame(outcome) || (outcome.__typename === 'Conflito' && outcome.codigo === 'RECURSO_EXCLUIDO'))
      return;
    this.#world.violate(`${name} sent again came to ${JSON.stringify(outcome)}`);
  }
}
