import type { FieldNode } from 'graphql';

/** The response names on the way to what a fetch is for, without those that stand for elements of lists. */
export function namesOf(path: readonly (string | number)[]): string[] {
  return path.map(String).filter((part) => part !== '@');
}

/** What a field is called in an answer. */
export function responseName({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
