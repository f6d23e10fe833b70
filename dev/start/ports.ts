import { createServer } from 'node:net';

/** What keeps a server from listening on these loopback ports: those that are taken, by number; empty when all are free. */
export async function portProblems(first: number, count: number): Promise<string[]> {
  const ports = Array.from({ length: count }, (_, index) => first + index);
  const codes = await Promise.all(ports.map(listenFailure));
  const taken = ports.filter((_, index) => codes[index] !== null && codes[index] !== 'EACCES');
  const refused = ports.filter((_, index) => codes[index] === 'EACCES');
  const problems: string[] = [];
  if (taken.length > 0) {
    problems.push(
      `Port ${taken.join(', ')} is taken: stop what listens there (another \`npm start\`?), or set FIRST_PORT to the first of ${count} free ports.`,
    );
  }
  if (refused.length > 0) {
    problems.push(`Port ${refused.join(', ')} may not be opened by this user: set FIRST_PORT above 1023.`);
  }
  return problems;
}

/** Why nothing can listen on a port; null when something can. */
function listenFailure(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(null)));
  });
}
