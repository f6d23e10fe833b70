/** A plan has something that is not compiled, which no plan of this planner has. */
export class NotCovered extends Error {
  constructor(what: string) {
    super(`${what} is not compiled`);
    this.name = 'NotCovered';
  }
}
