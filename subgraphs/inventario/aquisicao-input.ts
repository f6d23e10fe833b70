import { parseId } from '../../platform/database/reads/query-arguments.ts';
import { badUserInput } from '../../platform/errors/client-errors.ts';
import type { AquisicaoConditions } from './inventario-store.ts';
import type { AquisicaoFiltro } from './schema.types.ts';

/** The conditions of a filter. Throws BAD_USER_INPUT that names the field. */
export function parseAquisicaoFiltro(filtro: AquisicaoFiltro | null | undefined): AquisicaoConditions {
  const { de = null, ate = null, clienteId = null, produtoId = null } = filtro ?? {};
  if (de && ate && de >= ate) throw badUserInput('`filtro.de` must be before `filtro.ate`.');
  return {
    de,
    ate,
    clienteId: clienteId === null ? null : parseId(clienteId, 'filtro.clienteId'),
    produtoId: produtoId === null ? null : parseId(produtoId, 'filtro.produtoId'),
  };
}
