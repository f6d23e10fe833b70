/** Text in quotes that Mermaid takes as it is. */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll('#', '#35;')
    .replaceAll('"', '#quot;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('\n', '<br/>');
  return `"${escaped}"`;
}
