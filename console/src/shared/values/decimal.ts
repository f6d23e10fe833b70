/** An amount as people in Brazil write it, `1.234,5`, as a Decimal of the graph, `1234.50`; null for what is no amount. */
export function decimalOf(text: string): string | null {
  const plain = text
    .trim()
    .replace(/\.(?=\d{3}(\D|$))/g, '')
    .replace(',', '.');
  if (!/^\d{1,10}(\.\d{0,2})?$/.test(plain)) return null;
  const [whole = '0', cents = ''] = plain.split('.');
  return `${whole}.${cents.padEnd(2, '0')}`;
}

/** A Decimal of the graph as it is entered: `1234.50` as `1234,50`. */
export function enteredDecimal(decimal: string): string {
  return decimal.replace('.', ',');
}
