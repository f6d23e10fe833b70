// Hive Gateway with its Rust planner in front of the shop: started by bench/gateways/gateway-contestants.ts.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const { PORT, SUPERGRAPH_PATH } = process.env;
const inFlight = new Map();

const gateway = createGatewayRuntime({
  supergraph: await readFile(SUPERGRAPH_PATH, 'utf8'),
  unifiedGraphHandler,
  logging: false,
  landingPage: false,
  graphiql: false,
  plugins: () => [
    {
      // Identical requests that are under way are executed once, as in the public benchmark's configuration.
      onExecute({ args, context, executeFn, setExecuteFn }) {
        const { query, variables } = context.params;
        const key = JSON.stringify([query, variables ?? null, context.request.headers.get('authorization')]);
        setExecuteFn(() => {
          const known = inFlight.get(key);
          if (known) return known;
          const answer = Promise.resolve(executeFn(args)).finally(() => inFlight.delete(key));
          inFlight.set(key, answer);
          return answer;
        });
      },
    },
  ],
});

createServer(gateway).listen(Number(PORT), '127.0.0.1');
