// Exits with 0 when the URL answers 2xx within 3 s. Usage: node healthcheck.mjs http://127.0.0.1:4000/health/ready
const ready = await fetch(process.argv[2] ?? '', { signal: AbortSignal.timeout(3_000) }).then(
  (response) => response.ok,
  () => false,
);
process.exit(ready ? 0 : 1);
