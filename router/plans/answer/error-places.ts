interface Node {
  /** Whether an error is about this place. */
  isPlace: boolean;
  readonly inside: Map<string | number, Node>;
}

/** The places in an answer that its errors are about. */
export class ErrorPlaces {
  readonly #root: Node = { isPlace: false, inside: new Map() };

  add(path: readonly (string | number)[]): void {
    let node = this.#root;
    for (const step of path) {
      let next = node.inside.get(step);
      if (!next) {
        next = { isPlace: false, inside: new Map() };
        node.inside.set(step, next);
      }
      node = next;
    }
    node.isPlace = true;
  }

  /** Whether an error explains why there is nothing at a place: one about it, about what it is in, or about a part of it. */
  explain(path: readonly (string | number)[]): boolean {
    let node = this.#root;
    for (const step of path) {
      if (node.isPlace) return true;
      const next = node.inside.get(step);
      if (!next) return false;
      node = next;
    }
    return true;
  }
}
