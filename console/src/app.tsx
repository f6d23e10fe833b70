import { Suspense, useEffect, useRef } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { PAGES } from './pages.ts';
import { useSession } from './session.tsx';
import { ErrorBoundary } from './shared/pages/error-boundary.tsx';
import { useKeptFocus } from './shared/pages/kept-focus.ts';
import { Loading } from './shared/pages/states.tsx';
import { useVisit } from './shared/pages/visits.ts';

/** The frame of all pages: where one can go, who has logged in, and the page. */
export function App() {
  const [location] = useLocation();
  const visit = useVisit();
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main);
  const isFirst = useRef(true);
  // Who cannot see that another page has come is brought to it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another visit is what it is about.
  useEffect(() => {
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
  }, [visit]);
  return (
    <>
      <a className="skip" href="#conteudo">
        Ir para o conteúdo
      </a>
      <header className="top">
        <Link href="/clientes" className="brand">
          Painel
        </Link>
        <nav aria-label="Páginas">
          {PAGES.map(({ path, label }) =>
            label === undefined ? null : (
              <Link key={path} href={path} aria-current={isWithin(location, path) ? 'page' : undefined}>
                {label}
              </Link>
            ),
          )}
        </nav>
        <LoggedIn />
      </header>
      <main id="conteudo" ref={main} tabIndex={-1}>
        <ErrorBoundary key={visit}>
          <Suspense fallback={<Loading />}>
            <Switch>
              <Route path="/">
                <Redirect to="/clientes" replace />
              </Route>
              {PAGES.map(({ path, component }) => (
                <Route key={path} path={path} component={component} />
              ))}
              <Route>
                <h1>Página não encontrada</h1>
                <p>
                  Não há nada neste endereço. <Link href="/clientes">Ir para Clientes</Link>
                </p>
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}

function LoggedIn() {
  const session = useSession();
  if (session === null) return null;
  return (
    <p className="user" title={`Permissões: ${session.scopes.join(', ')}`}>
      <span className="hidden">Usuário: </span>
      {session.user}
    </p>
  );
}

function isWithin(location: string, path: string): boolean {
  return location === path || location.startsWith(`${path}/`);
}
