/** How many characters a text has as the graph counts them: each as one, also those beyond the first 65 536, such as 😀. */
export function charactersIn(text: string): number {
  return [...text.normalize('NFC')].length;
}

/** The first characters of a text, none of them cut in two. */
export function firstCharacters(text: string, most: number): string {
  return [...text.normalize('NFC')].slice(0, most).join('');
}

/** Whether two texts look the same: however blanks are many, and whatever stands between letters that nobody sees. */
export function looksAs(one: string, other: string): boolean {
  return visible(one) === visible(other);
}

function visible(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** As much of a text as a message shows. */
export function shortened(text: string, most = 40): string {
  const shown = firstCharacters(text, most);
  return shown.length < text.normalize('NFC').length ? `${shown}…` : text;
}
