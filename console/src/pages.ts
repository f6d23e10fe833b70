import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { loadPage } from './shared/pages/load-page.tsx';

/** A page of the console. */
export interface ConsolePage {
  /** Below `/painel`, with parameters as in `/clientes/:id`. */
  path: string;
  component: LazyExoticComponent<ComponentType>;
  /** What the navigation calls it; without one it is reached from another page. */
  label?: string;
}

/** Every page, each loaded when it is opened. The first that fits an address is shown. */
export const PAGES: readonly ConsolePage[] = [
  page(
    '/clientes',
    async () => (await import('./clientes/search/clientes-page.tsx')).ClientesPage,
    'Clientes',
  ),
  page('/clientes/novo', async () => (await import('./clientes/edit/new-cliente-page.tsx')).NewClientePage),
  page('/clientes/:id', async () => (await import('./clientes/cliente-page.tsx')).ClientePage),
  page(
    '/clientes/:id/exclusao',
    async () => (await import('./clientes/erase/exclusao-page.tsx')).ExclusaoPage,
  ),
  page('/produtos', async () => (await import('./produtos/produtos-page.tsx')).ProdutosPage, 'Produtos'),
  page('/produtos/novo', async () => (await import('./produtos/new-produto-page.tsx')).NewProdutoPage),
  page('/produtos/:id', async () => (await import('./produtos/produto-page.tsx')).ProdutoPage),
  page('/vendas', async () => (await import('./vendas/vendas-page.tsx')).VendasPage, 'Vendas'),
  page('/acessos', async () => (await import('./acessos/analise-page.tsx')).AnalisePage, 'Acessos'),
  page('/acessos/pedidos', async () => (await import('./acessos/acessos-page.tsx')).AcessosPage),
  page('/acessos/auditoria', async () => (await import('./acessos/auditoria-page.tsx')).AuditoriaPage),
  page('/saude', async () => (await import('./saude/saude-page.tsx')).SaudePage, 'Saúde'),
];

function page(path: string, load: () => Promise<ComponentType>, label?: string): ConsolePage {
  const component = lazy(async () => ({ default: await loadPage(load) }));
  return label === undefined ? { path, component } : { path, component, label };
}
