import { type Access, LIMITS } from '../../access-format/access.ts';

/** A request as a report may have it: itself, or several that share its people where these are too many for one. */
export function* partsOf(access: Access): Generator<Access> {
  const { titulares } = access;
  if (titulares.length <= LIMITS.people) {
    yield access;
    return;
  }
  for (let from = 0; from < titulares.length; from += LIMITS.people) {
    const part = { ...access, titulares: titulares.slice(from, from + LIMITS.people) };
    yield from === 0 ? part : { ...part, continuacao: true };
  }
}
