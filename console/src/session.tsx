import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

/** Who has logged in, and what the router lets them do. */
export interface Session {
  user: string;
  scopes: readonly string[];
}

const SessionContext = createContext<Session | null>(null);

/** Asks once who has logged in: the browser has the credentials, and does not tell a page whose they are. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    fetch('/painel/sessao', { signal: gone.signal })
      .then((response) => response.json())
      .then(({ usuario, escopos }: { usuario: string; escopos: string[] }) =>
        setSession({ user: usuario, scopes: escopos }),
      )
      // Pages show what the server gives; without an answer nobody is offered to write.
      .catch(() => {});
    return () => gone.abort();
  }, []);
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

/** Who has logged in; null while that is not known. */
export function useSession(): Session | null {
  return useContext(SessionContext);
}

/** Whether the user may run a mutation. The server decides; this is for what is offered. */
export function useMayRun(mutation: string): boolean {
  const scopes = useSession()?.scopes ?? [];
  return scopes.includes('mutation') || scopes.includes(`mutation:${mutation}`);
}

/** Whether the user has a scope, such as `dados-pessoais`; true while that is not known. */
export function useHasScope(scope: string): boolean {
  const session = useSession();
  return session === null || session.scopes.includes(scope);
}
