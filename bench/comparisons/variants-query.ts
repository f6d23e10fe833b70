/** A customer with what two other domains know of it. */
export const QUERY =
  'query Cliente($id: ID!) { cliente(id: $id) { nome enderecos { cidade } inventario(first: 2) { nodes { quantidade produto { nome } } } } }';

/** Records a purchase. */
export const REGISTRAR_AQUISICAO =
  'mutation Registrar($entrada: RegistrarAquisicaoEntrada!) { registrarAquisicao(entrada: $entrada) { __typename } }';
