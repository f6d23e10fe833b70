/**
 * The `Authorization` header of a user. A page that the router's own origin serves needs none: the browser asks for the
 * credentials and sends them.
 */
export function basic(user: string, password: string): string {
  // `btoa` takes bytes, and names may have accents.
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
