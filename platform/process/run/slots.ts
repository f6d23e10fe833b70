/**
 * What is under way, in no order. For what comes and goes with each request, in place of a `Set` or a `Map`: V8 gives those a new table
 * again and again, and the old one, which leads to the new one and keeps what was in it, has everything copied into the old generation
 * that it leads to once it is there itself: whole requests, which only a collection of the whole heap removes.
 */
export class Slots<Item extends object> {
  readonly #items: (Item | null)[] = [];
  readonly #free: number[] = [];

  /** Gives the place, for `remove`. */
  add(item: Item): number {
    const place = this.#free.pop() ?? this.#items.length;
    this.#items[place] = item;
    return place;
  }

  /** Frees a place. To be called once. */
  remove(place: number): void {
    this.#items[place] = null;
    this.#free.push(place);
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const item of this.#items) if (item !== null) yield item;
  }
}
