/** What the explorers show first: this graph's one question. */
export const EXAMPLE_QUERY = `# One question, four domains: customers with addresses and purchased products.
# Addresses are personal data: in development, log in as atendente or admin to see them.
query ClientesCompletos {
  clientes(first: 3) {
    nodes {
      id
      nome
      enderecos {
        logradouro
        numero
        cidade
        uf
      }
      inventario(first: 5) {
        nodes {
          quantidade
          total
          produto {
            nome
            preco
          }
        }
      }
    }
  }
}
`;
