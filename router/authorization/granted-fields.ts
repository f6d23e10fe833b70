import type { Identity } from '../../platform/identity/callers/identity.ts';
import { meets } from '../../platform/identity/callers/scopes.ts';
import type { AccessRules } from '../planning/schema/access-rules.ts';

/** What one user, and everybody with the same grants, may not see. */
export interface Denials {
  /** The same for users who may see the same. */
  readonly key: string;
  /** Whether a field of a type is none for them. */
  denies(typeName: string, fieldName: string): boolean;
}

/** Gives what a user may not see of a supergraph; found once for each user, as long as nothing about the user changes. */
export function denialsOf({ rules, ofFields }: AccessRules): (identity: Identity) => Denials {
  const known = new WeakMap<Identity, Denials>();
  return (identity) => {
    const found = known.get(identity);
    if (found) return found;
    const scopes = new Set(identity.scopes);
    const broken = new Set(rules.flatMap((rule, place) => (meets(scopes, rule) ? [] : [place])));
    const denials: Denials = {
      key: [...broken].join(),
      denies(typeName, fieldName) {
        const coordinate = `${typeName}.${fieldName}`;
        return (
          Object.hasOwn(ofFields, coordinate) &&
          (ofFields[coordinate] ?? []).some((place) => broken.has(place))
        );
      },
    };
    known.set(identity, denials);
    return denials;
  };
}
