import { pipeline, type Readable, type Transform } from 'node:stream';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest, onSendHookHandler } from 'fastify';
import Negotiator from 'negotiator';

/** What is shorter than a packet gains nothing. */
const FROM_BYTES = 1_400;
/** Handing less to another thread takes longer than to compress it. */
const AT_ONCE_BYTES = 8 * 1024;
/** Those that become smaller; what is told event by event is not kept back. */
const TYPES = /^text\/(?!event-stream)|[+/](?:json|xml|javascript)(?:;|$)|^application\/x-ndjson(?:;|$)/;
/** About as small as gzip's usual level, in less time; the library's own takes many times as long. */
const FAST_BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };

/** A way to compress. */
interface Coding {
  atOnce(bytes: string | Buffer): Buffer;
  /** In another thread. */
  beside(bytes: string | Buffer): Promise<Buffer>;
  stream(): Transform;
}

/** Node has it since 22.15, its types later. */
const { zstdCompress, zstdCompressSync, createZstdCompress } = zlib as {
  zstdCompress?: (bytes: string | Buffer, done: (error: Error | null, result: Buffer) => void) => void;
  zstdCompressSync?: Coding['atOnce'];
  createZstdCompress?: Coding['stream'];
};

/** By the name that clients ask for it; of those that a client likes alike the first is taken. */
const CODINGS: ReadonlyMap<string, Coding> = new Map<string, Coding>([
  ...(zstdCompress && zstdCompressSync && createZstdCompress
    ? [
        [
          'zstd',
          { atOnce: zstdCompressSync, beside: promisify(zstdCompress), stream: createZstdCompress },
        ] as const,
      ]
    : []),
  [
    'br',
    {
      atOnce: (bytes) => zlib.brotliCompressSync(bytes, FAST_BROTLI),
      beside: (bytes) => promisify(zlib.brotliCompress)(bytes, FAST_BROTLI),
      stream: () => zlib.createBrotliCompress(FAST_BROTLI),
    },
  ],
  [
    'gzip',
    { atOnce: zlib.gzipSync, beside: promisify<string | Buffer, Buffer>(zlib.gzip), stream: zlib.createGzip },
  ],
  [
    'deflate',
    {
      atOnce: zlib.deflateSync,
      beside: promisify<string | Buffer, Buffer>(zlib.deflate),
      stream: zlib.createDeflate,
    },
  ],
]);
const NAMES = [...CODINGS.keys(), 'identity'];

/**
 * Compresses the answers of all routes that are registered after it, for clients that take that. It comes behind a route's own
 * `onSend`, which sees answers as they are. `@fastify/compress` would ask of each answer whether it is a `Response`, and with that load
 * the `fetch` that is built into Node, which nothing else needs.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    route.onSend = [route.onSend ?? [], compressAnswer].flat() as onSendHookHandler[];
  });
}

const compressAnswer: onSendHookHandler = (request, reply, payload, done) => {
  const isStream = isReadable(payload);
  const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
  if (!isStream && (!isText || Buffer.byteLength(payload) < FROM_BYTES)) return done(null, payload);
  const name = codingOf(request, reply);
  const coding = name === null ? undefined : CODINGS.get(name);
  if (name === null || !coding) return done(null, payload);
  if (isStream) {
    declareCoding(reply, name).removeHeader('content-length');
    const compressed = coding.stream();
    // Whoever reads it hears of an error too, and a client that has gone is none.
    pipeline(payload, compressed, (error) => {
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') reply.log.error(error);
    });
    return done(null, compressed);
  }
  const send = (bytes: Buffer) => {
    declareCoding(reply, name).header('content-length', bytes.length);
    done(null, bytes);
  };
  if (Buffer.byteLength(payload) <= AT_ONCE_BYTES) return send(coding.atOnce(payload));
  coding.beside(payload).then(send, (error) => done(error));
};

function isReadable(payload: unknown): payload is Readable {
  return typeof payload === 'object' && payload !== null && 'pipe' in payload;
}

/** How this answer is to be compressed; null for not at all. */
function codingOf({ headers }: FastifyRequest, reply: FastifyReply): string | null {
  const accepted = headers['accept-encoding'];
  if (accepted === undefined || headers['x-no-compression'] !== undefined) return null;
  const made = reply.getHeader('content-encoding');
  if (made !== undefined && made !== 'identity') return null;
  // Parts are told by places in what is not compressed.
  if (reply.statusCode === 206 || reply.hasHeader('content-range')) return null;
  if (!TYPES.test(String(reply.getHeader('content-type') ?? 'application/json'))) return null;
  const asked = String(accepted)
    .toLowerCase()
    // Who takes anything is given what everybody has.
    .replace(/\*|x-gzip/g, 'gzip');
  if (asked === '') return null;
  // Types of an older version lack what is preferred among what a client likes alike.
  const negotiator = new Negotiator({ headers: { 'accept-encoding': asked } }) as {
    encodings(available: readonly string[], options: { preferred: readonly string[] }): string[];
  };
  const [best = 'identity'] = negotiator.encodings(NAMES, { preferred: NAMES });
  return best === 'identity' ? null : best;
}

function declareCoding(reply: FastifyReply, name: string): FastifyReply {
  const varies = [reply.getHeader('vary') ?? []].flat().join(', ');
  if (!varies.toLowerCase().includes('accept-encoding')) {
    reply.header('vary', varies === '' ? 'accept-encoding' : `${varies}, accept-encoding`);
  }
  return reply.header('content-encoding', name);
}
