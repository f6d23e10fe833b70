import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';

/** An answer as the subgraph would give it. */
export interface RightAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: has whatever shape the operation asks for.
  data: any;
  errors?: unknown;
}

/** Sends an answer, in whatever form. */
export type Respond = (answer: RightAnswer, response: ServerResponse) => void;

/** A subgraph behind real HTTP that answers rightly unless it is told otherwise. */
export interface BrokenSubgraph extends AsyncDisposable {
  readonly url: string;
  /** How it answers operations that have been executed. */
  respond: Respond;
  /** Operations that have come. */
  readonly asked: { query: string; variables?: Record<string, unknown>; text: string }[];
}

export const asJson: Respond = (answer, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer));
};

/** Starts a subgraph of these types on a port of its own. */
export async function startBrokenSubgraph(
  sdl: string,
  resolvers: Record<string, Record<string, unknown>>,
): Promise<BrokenSubgraph> {
  // The type of resolvers is one of a library that this project does not use.
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const server = createServer((request, response) => {
    // It has no metrics.
    if (request.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const text = Buffer.concat(chunks).toString();
      const body = JSON.parse(text);
      subgraph.asked.push({ ...body, text });
      const answer = await graphql({ schema, source: body.query, variableValues: body.variables });
      subgraph.respond(JSON.parse(JSON.stringify(answer)), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const subgraph: BrokenSubgraph = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    respond: asJson,
    asked: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return subgraph;
}
