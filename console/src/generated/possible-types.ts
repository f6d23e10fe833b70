
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "AtualizarClienteResultado": [
      "ClienteGravado",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "AtualizarEnderecoResultado": [
      "EnderecoGravado",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "AtualizarProdutoResultado": [
      "ProdutoGravado",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "CorrigirAquisicaoResultado": [
      "AquisicaoGravada",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "CriarClienteResultado": [
      "ClienteGravado",
      "ErroDeValidacao",
      "Conflito"
    ],
    "CriarEnderecoResultado": [
      "EnderecoGravado",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito",
      "Indisponivel"
    ],
    "CriarProdutoResultado": [
      "ProdutoGravado",
      "ErroDeValidacao",
      "Conflito"
    ],
    "Entidade": [
      "Reenvio",
      "Produto",
      "Cliente",
      "Endereco",
      "Inventario"
    ],
    "Erro": [
      "Conflito",
      "ErroDeValidacao",
      "Indisponivel",
      "NaoEncontrado"
    ],
    "EstornarAquisicaoResultado": [
      "AquisicaoEstornada",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "ExcluirClienteResultado": [
      "ClienteExcluido",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "ExcluirEnderecoResultado": [
      "EnderecoExcluido",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "Node": [
      "Cliente",
      "Endereco",
      "Inventario",
      "Produto"
    ],
    "ReenviarEventosResultado": [
      "ReenvioPedido",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "RegistrarAquisicaoResultado": [
      "AquisicaoGravada",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito",
      "Indisponivel"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "AtualizarClienteResultado": [
      "ClienteGravado",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "AtualizarEnderecoResultado": [
      "EnderecoGravado",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "AtualizarProdutoResultado": [
      "ProdutoGravado",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "CorrigirAquisicaoResultado": [
      "AquisicaoGravada",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "CriarClienteResultado": [
      "ClienteGravado",
      "ErroDeValidacao",
      "Conflito"
    ],
    "CriarEnderecoResultado": [
      "EnderecoGravado",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito",
      "Indisponivel"
    ],
    "CriarProdutoResultado": [
      "ProdutoGravado",
      "ErroDeValidacao",
      "Conflito"
    ],
    "Entidade": [
      "Reenvio",
      "Produto",
      "Cliente",
      "Endereco",
      "Inventario"
    ],
    "Erro": [
      "Conflito",
      "ErroDeValidacao",
      "Indisponivel",
      "NaoEncontrado"
    ],
    "EstornarAquisicaoResultado": [
      "AquisicaoEstornada",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "ExcluirClienteResultado": [
      "ClienteExcluido",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "ExcluirEnderecoResultado": [
      "EnderecoExcluido",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "Node": [
      "Cliente",
      "Endereco",
      "Inventario",
      "Produto"
    ],
    "ReenviarEventosResultado": [
      "ReenvioPedido",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito"
    ],
    "RegistrarAquisicaoResultado": [
      "AquisicaoGravada",
      "ErroDeValidacao",
      "NaoEncontrado",
      "Conflito",
      "Indisponivel"
    ]
  }
};
      export default result;
    