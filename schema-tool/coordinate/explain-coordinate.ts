import { CannotRun } from '../inputs/cannot-run.ts';
import type { CoordinateOptions } from './coordinate-command.ts';
import { isCoordinate } from './is-coordinate.ts';

/** Says of an element who uses it, which plans fetch it, and what would break without it. Throws CannotRun for no element. */
export async function explainCoordinate(coordinate: string, options: CoordinateOptions): Promise<number> {
  if (!isCoordinate(coordinate)) {
    throw new CannotRun(
      `"${coordinate}" is no element such as Type, Type.field, Type.field(argument:) or Enum.VALUE; \`explain <file>\` shows plans.`,
    );
  }
  const { coordinateCommand } = await import('./coordinate-command.ts');
  return await coordinateCommand(coordinate, options);
}
