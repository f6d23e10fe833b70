/** The error for a plan with something that is not compiled; no plan of this planner has such a thing. */
export class NotCovered extends Error {
  constructor(what: string) {
    super(`${what} is not compiled`);
    this.name = 'NotCovered';
  }
}
