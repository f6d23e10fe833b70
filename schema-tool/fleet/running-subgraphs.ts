/** What a running subgraph says of itself. */
export type Answer =
  | { kind: 'answered'; name: string; url: string; sdl: string }
  | { kind: 'failed'; name: string; url: string; why: string };

/** A running subgraph, and as whom it is asked. */
export interface Target {
  name: string;
  url: string;
  /** The `Authorization` header to send, null for none. */
  authorization: string | null;
}

const TIMEOUT_MS = 5_000;
const MAX_SDL_CHARACTERS = 16 * 1024 * 1024;
const QUERY = '{ _service { sdl } }';

/** Asks a subgraph for its schema (https://www.apollographql.com/docs/graphos/reference/federation/subgraph-specific-fields). */
export async function askForSdl({ name, url, authorization }: Target): Promise<Answer> {
  const failed = (why: string): Answer => ({ kind: 'failed', name, url, why });
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(authorization === null ? {} : { authorization }),
      },
      body: JSON.stringify({ query: QUERY }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = await response.json().catch(() => null);
  } catch (error) {
    return failed(`it does not answer (${reasonOf(error)})`);
  }
  if (response.status === 401 || response.status === 403) {
    return failed(
      `it refused the request (HTTP ${response.status}): set IDENTITY_KEY_PATH to the key of schema-fleet, or give --header or, in development, --user`,
    );
  }
  const sdl = sdlOf(body);
  if (sdl === null) return failed(`it answered HTTP ${response.status} without a schema`);
  if (sdl.length > MAX_SDL_CHARACTERS) return failed('its schema is larger than 16 MiB');
  return { kind: 'answered', name, url, sdl };
}

function sdlOf(body: unknown): string | null {
  const { data } = (body ?? {}) as { data?: { _service?: { sdl?: unknown } | null } | null }; // Checked below.
  const sdl = data?._service?.sdl;
  return typeof sdl === 'string' && sdl.trim() !== '' ? sdl : null;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
