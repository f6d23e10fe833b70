import { LRUCache } from 'lru-cache';

/** Operations by the text of their document and their name, those used last, within a bound of memory. */
export class OperationCache<Operation> {
  /** By text and then by name, so that no key has to be put together for a request. */
  readonly #documents = new LRUCache<string, Map<string | undefined, Operation>>({ max: 1000 });

  has(source: string): boolean {
    return this.#documents.has(source);
  }

  get(source: string, name: string | undefined): Operation | undefined {
    return this.#documents.get(source)?.get(name);
  }

  set(source: string, name: string | undefined, operation: Operation): void {
    const ofSource = this.#documents.get(source) ?? new Map<string | undefined, Operation>();
    ofSource.set(name, operation);
    this.#documents.set(source, ofSource);
  }
}
