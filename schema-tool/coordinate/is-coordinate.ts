/** `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
const COORDINATE = /^[_A-Za-z]\w*(\.[_A-Za-z]\w*(\([_A-Za-z]\w*:\))?)?$/;

/** Whether a text is a schema coordinate. */
export function isCoordinate(text: string): boolean {
  return COORDINATE.test(text);
}
