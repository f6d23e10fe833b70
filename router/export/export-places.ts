/** How many exports run at a time, of all users and of one. */
export class ExportPlaces {
  readonly #maxOfAll: number;
  readonly #maxOfOne: number;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor({ ofAll, ofOne }: { ofAll: number; ofOne: number }) {
    this.#maxOfAll = ofAll;
    this.#maxOfOne = ofOne;
  }

  /** A place, which is given back by calling `leave`, once; or why there is none. */
  enter(user: string): { kind: 'place'; leave: () => void } | { kind: 'too many'; whose: 'user' | 'all' } {
    const own = this.#taken.get(user) ?? 0;
    if (own >= this.#maxOfOne) return { kind: 'too many', whose: 'user' };
    if (this.#all >= this.#maxOfAll) return { kind: 'too many', whose: 'all' };
    this.#all += 1;
    this.#taken.set(user, own + 1);
    let isTaken = true;
    return {
      kind: 'place',
      leave: () => {
        if (!isTaken) return;
        isTaken = false;
        this.#all -= 1;
        const left = (this.#taken.get(user) ?? 1) - 1;
        if (left > 0) this.#taken.set(user, left);
        else this.#taken.delete(user);
      },
    };
  }
}
