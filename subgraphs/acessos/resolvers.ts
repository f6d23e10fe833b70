import { isId } from '../../platform/database/statements/sql-values.ts';
import { DateTime } from '../../platform/execution/schema/scalars.ts';
import { Connection } from '../../platform/pagination/connection.ts';
import type { CursorCodec } from '../../platform/pagination/cursors.ts';
import { type Keyset, ofParent } from '../../platform/pagination/keyset.ts';
import { type Page, type PageArguments, parsePage } from '../../platform/pagination/page.ts';
import { pageSizeOf } from '../../platform/pagination/page-size.ts';
import { parseAcessoAosDadosFiltro, parseAcessoFiltro, parseAnalysis } from './acesso-input.ts';
import { ACESSOS } from './acesso-store.ts';
import { ACESSOS_AOS_DADOS } from './audit/acesso-aos-dados.ts';
import { analyseAcessos } from './figures/analysis.ts';
import { ESTADO_DE_CIRCUITO, ESTADO_DE_ENDERECO, saudeOf } from './health/saude.ts';
import type { Resolvers } from './schema.resolvers.ts';

/** Arguments in, a value of a store or loader out, for each field of the schema. */
export const resolvers: Resolvers = {
  DateTime,

  Query: {
    acessos: (_parent, { filtro, ...args }, context, info) =>
      connectionOf(ACESSOS, { args, pageSize: pageSizeOf(info), cursors: context.cursors }, (page) =>
        context.acessos.findPage(parseAcessoFiltro(filtro), page, context),
      ),
    acessosAosDados: (_parent, { filtro, ...args }, context, info) =>
      connectionOf(
        ACESSOS_AOS_DADOS,
        { args, pageSize: pageSizeOf(info), cursors: context.cursors },
        (page) => context.audit.findPage(parseAcessoAosDadosFiltro(filtro), page, context),
      ),
    analiseDeAcessos: (_parent, args, context) => {
      const analysis = parseAnalysis(args);
      context.sumSoon();
      return analyseAcessos(context.resumos, analysis, context);
    },
    saude: async (_parent, _args, { roteadores, deadline }) =>
      saudeOf(await roteadores.findSeen({ deadline })),
  },

  Mutation: {
    reenviarEventos: (_parent, { entrada }, context) => context.writes.pedir(entrada, context),
  },

  Entidade: {
    __resolveType: () => 'Reenvio',
  },

  Cliente: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    acessosAosDados: ({ id }, args, context, info) =>
      connectionOf(
        ofParent(ACESSOS_AOS_DADOS, id),
        { args, pageSize: pageSizeOf(info), cursors: context.cursors },
        async (page) => {
          const titular = await context.titularByClienteId.load(id);
          return titular ? await context.audit.findPageOf(titular.resumo, page, context) : [];
        },
      ),
  },

  Acesso: {
    id: ({ lote, posicao }) => `${lote}-${posicao}`,
    erros: ({ erros }) => [...erros],
    bytes: ({ bytes }) => Math.min(bytes, MAX_INT),
    subgrafos: ({ subgrafos }) =>
      subgrafos.map(([subgrafo, requisicoes, duracaoMs]) => ({ subgrafo, requisicoes, duracaoMs })),
    camposPessoais: ({ campos }) => [...campos],
  },

  AcessoAosDados: {
    // Most rows have one person, and had no more before.
    id: ({ cadeia, posicao, lugar }) =>
      lugar === 0 ? `${cadeia}-${posicao}` : `${cadeia}-${posicao}-${lugar}`,
    campos: ({ campos }) => campos.split(','),
    cliente: async ({ titular }, _args, { titularByResumo }) => {
      const found = await titularByResumo.load(titular);
      return found && { id: found.clienteId };
    },
  },

  AnaliseDeAcessos: {
    aguardando: (_parent, _args, context) => context.acessos.countWaiting(context),
  },

  Saude: {
    roteadores: ({ roteadores }) => [...roteadores],
    dominios: ({ dominios }) => [...dominios],
    reenvios: (_parent, _args, { reenvios, deadline }) => reenvios.findLast({ deadline }),
  },

  Roteador: {
    id: ({ status }) => status.id,
    maquina: ({ status }) => status.host,
    iniciadoEm: ({ status }) => new Date(status.startedAt),
    vistoEm: ({ seenAt }) => seenAt,
    acessosAguardando: ({ status }) => status.accesses.pending,
    bytesAguardando: ({ status }) => status.accesses.waitingBytes,
    acessosPerdidos: ({ status }) => status.accesses.dropped,
  },

  Dominio: {
    enderecos: ({ enderecos }) => [...enderecos],
    caixaDeSaida: ({ caixaDeSaida }) => caixaDeSaida && [...caixaDeSaida],
    eventosMortos: ({ eventosMortos }) => eventosMortos && [...eventosMortos],
  },

  EnderecoDeDominio: {
    endereco: ({ address }) => address.place,
    estado: ({ address }) => ESTADO_DE_ENDERECO[address.state],
    circuito: ({ address }) => ESTADO_DE_CIRCUITO[address.circuit],
    latenciaMs: ({ address }) => address.latencyMs,
    requisicoesEmAndamento: ({ address }) => address.inFlight,
  },

  FilaDeEventos: {
    destino: ({ destination }) => destination,
    pendentes: ({ pending }) => pending,
    publicados: ({ published }) => published,
    mortos: ({ dead }) => dead,
    atrasoSegundos: ({ lagSeconds }) => lagSeconds,
  },

  EventoMorto: {
    evento: ({ seq }) => seq,
    destino: ({ destination }) => destination,
    tipo: ({ type }) => type,
    tentativas: ({ attempts }) => attempts,
    motivo: ({ error }) => error,
    criadoEm: ({ createdAt }) => (createdAt === null ? null : new Date(createdAt)),
  },
};

/** What an Int of GraphQL can say. */
const MAX_INT = 2 ** 31 - 1;

/** The page of a list that the arguments ask for, as it is found. */
async function connectionOf<Row>(
  keyset: Keyset<Row>,
  { args, pageSize, cursors }: { args: PageArguments; pageSize: number; cursors: CursorCodec },
  find: (page: Page) => Promise<readonly Row[]>,
): Promise<Connection<Row>> {
  const page = parsePage(args, { keyset, cursors, pageSize });
  return new Connection(await find(page), { keyset, page, cursors, count: uncounted });
}

/** These lists are too long to be counted, and the schema offers no count. */
function uncounted(): Promise<number> {
  throw new Error('this list is not counted');
}
