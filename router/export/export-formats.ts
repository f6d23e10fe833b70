import { csvLine } from './csv.ts';

/** A request as the query `acessos` gives it; see `export-pages.ts`. */
export interface ExportedAccess {
  readonly id: string;
  readonly instante: string;
  readonly usuario: string;
  readonly aplicacao: string | null;
  readonly versaoDaAplicacao: string | null;
  readonly operacao: string | null;
  readonly hashDaOperacao: string | null;
  readonly tipo: string | null;
  readonly documentoConfiavel: boolean;
  readonly status: number;
  readonly erros: readonly string[];
  readonly duracaoMs: number;
  readonly bytes: number;
  readonly subgrafos: readonly { subgrafo: string; requisicoes: number; duracaoMs: number }[];
  readonly camposPessoais: readonly string[];
  readonly requisicao: string;
}

/** How rows are written into a file. */
export interface ExportFormat {
  readonly extension: 'csv' | 'ndjson';
  readonly contentType: string;
  /** What stands before the first row. */
  readonly head: string;
  row(access: ExportedAccess): string;
}

const COLUMNS = [
  'id',
  'instante',
  'usuario',
  'aplicacao',
  'versaoDaAplicacao',
  'operacao',
  'hashDaOperacao',
  'tipo',
  'documentoConfiavel',
  'status',
  'erros',
  'duracaoMs',
  'bytes',
  'subgrafos',
  'camposPessoais',
  'requisicao',
] as const satisfies readonly (keyof ExportedAccess)[];

/** Without it spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\ufeff';

/** For spreadsheets: lists are texts with spaces between their elements, and subgraphs `name:requests:milliseconds`. */
const CSV: ExportFormat = {
  extension: 'csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  head: BYTE_ORDER_MARK + csvLine(COLUMNS),
  row: (access) =>
    csvLine(
      COLUMNS.map((column) => {
        if (column === 'erros' || column === 'camposPessoais') return access[column].join(' ');
        if (column !== 'subgrafos') return access[column];
        return access.subgrafos
          .map(({ subgrafo, requisicoes, duracaoMs }) => `${subgrafo}:${requisicoes}:${duracaoMs}`)
          .join(' ');
      }),
    ),
};

/** For programs: each line is what the query gives. */
const NDJSON: ExportFormat = {
  extension: 'ndjson',
  contentType: 'application/x-ndjson; charset=utf-8',
  head: '',
  row: (access) => `${JSON.stringify(access)}\n`,
};

export const EXPORT_FORMATS: readonly ExportFormat[] = [CSV, NDJSON];
