/** How many characters a text has as a column counts them, `VARCHAR(n)`: each as one, also those of two UTF-16 units, such as 😀. */
export function charactersIn(text: string): number {
  let characters = 0;
  for (const _ of text) characters += 1;
  return characters;
}
