import type { ASTNode } from 'graphql';

/** What a change does to one operation. */
export interface Effect {
  /**
   * `broken`: no longer valid, or valid with another meaning; `possible`: when a caller sends what it may send; `affected`: it goes
   * on as it does, and reads what others may read now.
   */
  certainty: 'broken' | 'possible' | 'affected';
  /** Why, without the operation's name. */
  why: string;
  /** Where the operation uses what changed. */
  nodes: readonly ASTNode[];
  /** Whether it stays valid whatever is sent, and only gets no more what it may have got. */
  isLess?: boolean;
}

/** The effect of a change by which nodes are no longer valid, or mean something else; null without such nodes. */
export function broken(nodes: readonly ASTNode[] | undefined, why: string): Effect | null {
  return nodes && nodes.length > 0 ? { certainty: 'broken', why, nodes } : null;
}

/** The effect of a change by which nodes may break; null without such nodes. */
export function possible(nodes: readonly ASTNode[] | undefined, why: string): Effect | null {
  return nodes && nodes.length > 0 ? { certainty: 'possible', why, nodes } : null;
}

/** The effect of a change by which nodes get no more what they may have got; null without such nodes. */
export function lessOf(nodes: readonly ASTNode[] | undefined, why: string): Effect | null {
  const effect = possible(nodes, why);
  return effect && { ...effect, isLess: true };
}

/** The gravest of several effects, with the nodes of all that are as grave; null for none. */
export function gravestOf(effects: readonly (Effect | null)[]): Effect | null {
  const some = effects.filter((one) => one !== null);
  const gravest = CERTAINTIES.flatMap((one) => some.find(({ certainty }) => certainty === one) ?? [])[0];
  if (!gravest) return null;
  const alike = some.filter(({ certainty }) => certainty === gravest.certainty);
  return {
    certainty: gravest.certainty,
    why: gravest.why,
    nodes: [...new Set(alike.flatMap(({ nodes }) => nodes))],
    ...(alike.every(({ isLess }) => isLess) ? { isLess: true } : {}),
  };
}

const CERTAINTIES = ['broken', 'possible', 'affected'] as const satisfies readonly Effect['certainty'][];
