import { once } from 'node:events';
import { connect } from 'node:http2';
import Fastify, { type FastifyInstance } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { answerBeforeRouting } from '../../../platform/http/server/before-routing.ts';
import { writeShedAnswer } from './shed-answer.ts';

test.each([
  ['short', 10],
  ['long', 100_000],
])(
  'requests of HTTP/2 with a %s body are refused one after the other on one connection',
  async (_, length) => {
    // The two kinds of server have different types; what is used here is the same.
    const app = Fastify({ http2: true } as object) as FastifyInstance;
    onTestFinished(() => app.close());
    app.decorate('life', { state: 'serving', drainMs: 0, graceMs: 0, onDrain: () => {} });
    const refuse = writeShedAnswer({ headers: {}, corsOrigins: [], explorer: false });
    answerBeforeRouting(app, '/graphql', (request, response) => {
      refuse(request, response);
      return true;
    });
    const session = connect(await app.listen({ host: '127.0.0.1', port: 0 }));
    onTestFinished(() => session.destroy());

    for (let number = 0; number < 20; number += 1) {
      const stream = session.request({ ':path': '/graphql', ':method': 'POST' });
      stream.on('error', () => {
        // That the server reads no further is the end of this request.
      });
      stream.resume().write(Buffer.alloc(length));
      const [headers] = await once(stream, 'response');
      expect(headers).toMatchObject({ ':status': 503, 'retry-after': '1' });
      stream.end();
      await once(stream, 'close');
    }
  },
);
