
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "AtualizarClienteResultado": [
      "ClienteGravado",
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "AtualizarEnderecoResultado": [
      "Conflito",
      "EnderecoGravado",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "AtualizarProdutoResultado": [
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado",
      "ProdutoGravado"
    ],
    "CorrigirAquisicaoResultado": [
      "AquisicaoGravada",
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "CriarClienteResultado": [
      "ClienteGravado",
      "Conflito",
      "ErroDeValidacao"
    ],
    "CriarEnderecoResultado": [
      "Conflito",
      "EnderecoGravado",
      "ErroDeValidacao",
      "Indisponivel",
      "NaoEncontrado"
    ],
    "CriarProdutoResultado": [
      "Conflito",
      "ErroDeValidacao",
      "ProdutoGravado"
    ],
    "Entidade": [
      "Cliente",
      "Endereco",
      "Inventario",
      "Produto",
      "Reenvio"
    ],
    "Erro": [
      "Conflito",
      "ErroDeValidacao",
      "Indisponivel",
      "NaoEncontrado"
    ],
    "EstornarAquisicaoResultado": [
      "AquisicaoEstornada",
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "ExcluirClienteResultado": [
      "ClienteExcluido",
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "ExcluirEnderecoResultado": [
      "Conflito",
      "EnderecoExcluido",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "Node": [
      "Cliente",
      "Endereco",
      "Inventario",
      "Produto"
    ],
    "ReenviarEventosResultado": [
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado",
      "ReenvioPedido"
    ],
    "RegistrarAquisicaoResultado": [
      "AquisicaoGravada",
      "Conflito",
      "ErroDeValidacao",
      "Indisponivel",
      "NaoEncontrado"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "AtualizarClienteResultado": [
      "ClienteGravado",
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "AtualizarEnderecoResultado": [
      "Conflito",
      "EnderecoGravado",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "AtualizarProdutoResultado": [
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado",
      "ProdutoGravado"
    ],
    "CorrigirAquisicaoResultado": [
      "AquisicaoGravada",
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "CriarClienteResultado": [
      "ClienteGravado",
      "Conflito",
      "ErroDeValidacao"
    ],
    "CriarEnderecoResultado": [
      "Conflito",
      "EnderecoGravado",
      "ErroDeValidacao",
      "Indisponivel",
      "NaoEncontrado"
    ],
    "CriarProdutoResultado": [
      "Conflito",
      "ErroDeValidacao",
      "ProdutoGravado"
    ],
    "Entidade": [
      "Cliente",
      "Endereco",
      "Inventario",
      "Produto",
      "Reenvio"
    ],
    "Erro": [
      "Conflito",
      "ErroDeValidacao",
      "Indisponivel",
      "NaoEncontrado"
    ],
    "EstornarAquisicaoResultado": [
      "AquisicaoEstornada",
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "ExcluirClienteResultado": [
      "ClienteExcluido",
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "ExcluirEnderecoResultado": [
      "Conflito",
      "EnderecoExcluido",
      "ErroDeValidacao",
      "NaoEncontrado"
    ],
    "Node": [
      "Cliente",
      "Endereco",
      "Inventario",
      "Produto"
    ],
    "ReenviarEventosResultado": [
      "Conflito",
      "ErroDeValidacao",
      "NaoEncontrado",
      "ReenvioPedido"
    ],
    "RegistrarAquisicaoResultado": [
      "AquisicaoGravada",
      "Conflito",
      "ErroDeValidacao",
      "Indisponivel",
      "NaoEncontrado"
    ]
  }
};
      export default result;
    