/** What a transaction reads back of a row that it has just written, which must be there. */
export function present<Entity>(entity: Entity | null): Entity {
  if (entity === null) throw new Error('a row that was just written is not there');
  return entity;
}
