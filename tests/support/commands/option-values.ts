import { InvalidArgumentError } from 'commander';

/** Reads how many minutes something is to go on. Throws InvalidArgumentError. */
export function minutes(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 240) return number;
  throw new InvalidArgumentError('expected a number of minutes up to 240.');
}

/** Reads how many seconds something is to go on; none leaves it out. Throws InvalidArgumentError. */
export function secondsOrNone(text: string): number {
  // An empty text would be none.
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (number >= 0 && number <= 3_600) return number;
  throw new InvalidArgumentError('expected a number of seconds up to 3600.');
}
