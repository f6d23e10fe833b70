import { InvalidArgumentError } from 'commander';

/** Reads names of things that are known, with commas between them. Throws InvalidArgumentError. */
export function namesOf<Name extends string>(known: readonly { name: Name }[]): (text: string) => Name[] {
  return (text) => text.split(',').map(nameOf(known));
}

/** Reads the name of a thing that is known. Throws InvalidArgumentError. */
export function nameOf<Name extends string>(known: readonly { name: Name }[]): (text: string) => Name {
  return (text) => {
    const found = known.find(({ name }) => name === text);
    if (found) return found.name;
    throw new InvalidArgumentError(
      `there is no ${text}; there are ${known.map(({ name }) => name).join(', ')}.`,
    );
  };
}

/** Reads a whole number. Throws InvalidArgumentError. */
export function wholeFrom(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`expected a whole number from ${min} to ${max}.`);
  };
}

/** Reads seconds, from a tenth to a minute. Throws InvalidArgumentError. */
export function seconds(text: string): number {
  const number = Number(text);
  if (number >= 0.1 && number <= 60) return number;
  throw new InvalidArgumentError('expected seconds from 0.1 to 60.');
}
