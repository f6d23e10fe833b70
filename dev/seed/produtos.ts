/** What the catalogue is made of: items by category with their usual price in reais. */
export const CATEGORIAS: Readonly<Record<string, readonly (readonly [item: string, preco: number])[]>> = {
  Eletrônicos: [
    ['Fone de ouvido Bluetooth', 199],
    ['Caixa de som portátil', 259],
    ['Smart TV 50 polegadas', 2399],
    ['Carregador USB-C 30 W', 89],
    ['Teclado mecânico', 349],
    ['Mouse sem fio', 99],
    ['Monitor 24 polegadas', 899],
    ['Webcam Full HD', 229],
  ],
  Cozinha: [
    ['Panela de pressão 5 L', 159],
    ['Cafeteira elétrica', 189],
    ['Liquidificador 1200 W', 179],
    ['Jogo de facas', 129],
    ['Frigideira antiaderente', 99],
    ['Garrafa térmica 1 L', 79],
    ['Fritadeira sem óleo', 399],
  ],
  Casa: [
    ['Jogo de cama queen', 219],
    ['Luminária de mesa', 119],
    ['Aspirador de pó vertical', 329],
    ['Ventilador de coluna', 249],
    ['Tapete para sala', 279],
    ['Cortina blackout', 139],
  ],
  Livros: [
    ['Dom Casmurro, edição comentada', 49],
    ['Grande Sertão: Veredas', 89],
    ['Capitães da Areia', 59],
    ['A Hora da Estrela', 39],
    ['Atlas do Brasil', 129],
  ],
  Esporte: [
    ['Bola de futebol oficial', 149],
    ['Tênis de corrida', 399],
    ['Bicicleta aro 29', 1499],
    ['Colchonete de ioga', 89],
    ['Halteres 5 kg, par', 119],
  ],
  Beleza: [
    ['Protetor solar FPS 50', 59],
    ['Xampu de coco 400 ml', 29],
    ['Perfume amadeirado 100 ml', 189],
    ['Hidratante corporal', 39],
  ],
  Brinquedos: [
    ['Quebra-cabeça 1000 peças', 79],
    ['Blocos de montar', 149],
    ['Boneca de pano', 69],
    ['Jogo de tabuleiro', 119],
  ],
};

export const LINHAS = [
  'Aurora',
  'Cerrado',
  'Ipê',
  'Jangada',
  'Mantiqueira',
  'Pampa',
  'Pantanal',
  'Sabiá',
] as const;
export const ACABAMENTOS = ['preto', 'branco', 'azul', 'verde', 'cinza', 'vermelho'] as const;
