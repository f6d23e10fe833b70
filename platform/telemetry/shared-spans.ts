import { beginSpan, type Span, within } from './span.ts';

/**
 * Begins what traces of requests show that wait for work in the trace of the first: a span with a link to that one. They end
 * when what this returns is called.
 *
 * @param spans of the requests; null where one is not traced
 */
export function beginSharedSpans(name: string, [first, ...others]: readonly (Span | null)[]): () => void {
  const links = first ? [first.headers] : [];
  const begun = others.map((span) => span && within(span, () => beginSpan(name, { links })));
  return () => {
    for (const span of begun) span?.end();
  };
}
