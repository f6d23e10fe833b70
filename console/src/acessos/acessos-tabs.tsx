import { Link, useLocation } from 'wouter';
import { useHasScope } from '../session.tsx';

const TABS = [
  { path: '/acessos', label: 'Análise' },
  { path: '/acessos/pedidos', label: 'Pedidos' },
  { path: '/acessos/auditoria', label: 'Auditoria' },
];

/** The head of the pages about accesses, and what it says to users who may not see them. */
export function AcessosHead({ title }: { title: string }) {
  const [location] = useLocation();
  const maySee = useHasScope('auditoria');
  return (
    <>
      <h1>{title}</h1>
      <nav className="tabs" aria-label="Acessos">
        {TABS.map(({ path, label }) => (
          <Link key={path} href={path} aria-current={location === path ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      {!maySee && (
        <p className="notice">
          Seu usuário não tem permissão para ver acessos: nenhum dos seus grupos tem o escopo{' '}
          <code>auditoria</code>.
        </p>
      )}
    </>
  );
}
