import { charactersIn } from '../../platform/database/statements/characters.ts';

/** The conditions of the query `acessos`, as its input `AcessoFiltro` has them. */
export type ExportFilter = Readonly<Record<string, string | number | boolean>>;

type Read = (text: string) => string | number | boolean | null;

const MAX_LENGTH = 255;
const asText: Read = (text) => (text !== '' && charactersIn(text) <= MAX_LENGTH ? text : null);
const anInstant: Read = (text) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && text.length <= 40 && !Number.isNaN(Date.parse(text))
    ? text
    : null;

/** How each parameter is read, and what it has to be. */
const PARAMETERS: Readonly<Record<string, { read: Read; is: string }>> = {
  de: { read: anInstant, is: 'an instant such as 2026-01-31T12:30:00Z' },
  ate: { read: anInstant, is: 'an instant such as 2026-01-31T12:30:00Z' },
  usuario: { read: asText, is: `1 to ${MAX_LENGTH} characters` },
  aplicacao: { read: asText, is: `1 to ${MAX_LENGTH} characters` },
  operacao: { read: asText, is: `1 to ${MAX_LENGTH} characters` },
  hashDaOperacao: { read: asText, is: `1 to ${MAX_LENGTH} characters` },
  requisicao: { read: asText, is: `1 to ${MAX_LENGTH} characters` },
  tipo: { read: oneOf('QUERY', 'MUTATION'), is: 'QUERY or MUTATION' },
  comErro: {
    read: (text) => (text === 'true' ? true : text === 'false' ? false : null),
    is: 'true or false',
  },
  duracaoMinimaMs: {
    read: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null),
    is: 'a whole number of milliseconds, not below 0',
  },
};

/**
 * The filter that the parameters of an address say, or what is wrong with them, for people. What the graph itself refuses
 * it says itself.
 */
export function readExportFilter(
  parameters: URLSearchParams,
): { kind: 'valid'; filter: ExportFilter } | { kind: 'invalid'; problem: string } {
  const filter: Record<string, string | number | boolean> = {};
  for (const name of new Set(parameters.keys())) {
    const parameter = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    if (!parameter) {
      return invalid(
        `There is no parameter ${shown(name)}; there are ${Object.keys(PARAMETERS).join(', ')}, those of \`AcessoFiltro\`.`,
      );
    }
    const [text = '', ...others] = parameters.getAll(name);
    if (others.length > 0) return invalid(`\`${name}\` is there more than once.`);
    const value = parameter.read(text);
    if (value === null) return invalid(`\`${name}\` must be ${parameter.is}.`);
    filter[name] = value;
  }
  return { kind: 'valid', filter };
}

function invalid(problem: string): { kind: 'invalid'; problem: string } {
  return { kind: 'invalid', problem };
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 40));
}

function oneOf(...texts: string[]): Read {
  return (text) => (texts.includes(text) ? text : null);
}
