import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

/** Who has logged in, and what the router lets them do. */
export interface Session {
  user: string;
  scopes: readonly string[];
}

const SessionContext = createContext<Session | null>(null);

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;
const ASKED_FOR_MS = 10_000;

/**
 * Asks who has logged in, until the router says: the browser has the credentials, and does not tell a page whose they are. Pages show what
 * the server gives meanwhile, and nobody is offered to write.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (pauseMs: number) => {
      const found = await askWho(gone.signal);
      if (found) setSession(found);
      else if (!gone.signal.aborted)
        timer = setTimeout(() => void ask(Math.min(2 * pauseMs, MAX_RETRY_MS)), pauseMs);
    };
    void ask(FIRST_RETRY_MS);
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, []);
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

/** Null when there is no answer, or the router is too busy for one. */
async function askWho(gone: AbortSignal): Promise<Session | null> {
  try {
    const signal = AbortSignal.any([gone, AbortSignal.timeout(ASKED_FOR_MS)]);
    const response = await fetch('/painel/sessao', { signal });
    if (!response.ok) return null;
    // As the router writes it.
    const { usuario, escopos } = (await response.json()) as { usuario: string; escopos: string[] };
    return { user: usuario, scopes: escopos };
  } catch {
    return null;
  }
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

/** Whether it is known that the user may not run a mutation: a form for it would only be refused. */
export function useMayNotRun(mutation: string): boolean {
  const isKnown = useSession() !== null;
  const mayRun = useMayRun(mutation);
  return isKnown && !mayRun;
}

/** Whether the user has a scope, such as `dados-pessoais`; true while that is not known. */
export function useHasScope(scope: string): boolean {
  const session = useSession();
  return session === null || session.scopes.includes(scope);
}
