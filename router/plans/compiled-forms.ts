import type { DocumentNode } from 'graphql';
import type { CompiledOperation } from './compiled-operation.ts';

/** What has been compiled of the operations of one document, by their names and what hangs on the user. */
type Forms = Map<string | null | undefined, CompiledOperation>;

/**
 * What has been compiled of operations, as long as their documents are kept elsewhere and it is not too much: then the
 * oldest is forgotten, and compiled anew when it is asked for again. A form holds the nodes of its document, which may be
 * far larger than what is compiled of it, so that nothing here keeps a form whose document is gone.
 */
export class CompiledForms {
  readonly #maxCharacters: number;
  readonly #forms = new WeakMap<DocumentNode, Forms>();
  /** Oldest first. */
  readonly #sizes = new Map<WeakRef<Forms>, number>();
  readonly #refs = new WeakMap<Forms, WeakRef<Forms>>();
  readonly #gone = new FinalizationRegistry<WeakRef<Forms>>((ref) => this.#forget(ref));
  #size = 0;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  get(document: DocumentNode, name: string | null | undefined): CompiledOperation | undefined {
    return this.#forms.get(document)?.get(name);
  }

  /** @param compile makes the form; it is given what to call when it takes so many characters more, or less */
  add(
    document: DocumentNode,
    name: string | null | undefined,
    compile: (onSizeChange: (characters: number) => void) => CompiledOperation,
  ): CompiledOperation {
    const forms: Forms = this.#forms.get(document) ?? new Map();
    this.#forms.set(document, forms);
    let compiled: CompiledOperation | null = null;
    compiled = compile((characters) => {
      // What was forgotten goes when the requests that still run it are answered.
      if (compiled === null || forms.get(name) === compiled) this.#count(forms, characters);
    });
    forms.set(name, compiled);
    return compiled;
  }

  #count(forms: Forms, characters: number): void {
    const ref = this.#refOf(forms);
    this.#sizes.set(ref, (this.#sizes.get(ref) ?? 0) + characters);
    this.#size += characters;
    for (const oldest of this.#sizes.keys()) {
      if (this.#size <= this.#maxCharacters || oldest === ref) break;
      oldest.deref()?.clear();
      this.#forget(oldest);
    }
  }

  #refOf(forms: Forms): WeakRef<Forms> {
    const known = this.#refs.get(forms);
    if (known) return known;
    const ref = new WeakRef(forms);
    this.#refs.set(forms, ref);
    this.#gone.register(forms, ref);
    return ref;
  }

  #forget(ref: WeakRef<Forms>): void {
    this.#size -= this.#sizes.get(ref) ?? 0;
    this.#sizes.delete(ref);
  }
}
