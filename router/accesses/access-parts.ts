import { type Access, LIMITS } from '../../access-format/access.ts';

/** What the people of one report may have; a subgraph takes bodies of 4 MiB. */
const MAX_PEOPLE_BYTES = 3.5 * 1024 * 1024;
/** Of a person: an id of 19 digits with what stands around it, and for each field two digits and a comma. */
const PERSON_BYTES = 27;
const FIELD_BYTES = 3;

/** A request as a report may have it: itself, or several that share its people where these are too many for one. */
export function* partsOf(access: Access): Generator<Access> {
  const { campos, titulares } = access;
  const most = Math.min(
    LIMITS.people,
    Math.floor(MAX_PEOPLE_BYTES / (PERSON_BYTES + FIELD_BYTES * campos.length)),
  );
  if (titulares.length <= most) {
    yield access;
    return;
  }
  for (let from = 0; from < titulares.length; from += most) {
    const part = { ...access, titulares: titulares.slice(from, from + most) };
    yield from === 0 ? part : { ...part, continuacao: true };
  }
}
