import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { READ_ONLY } from '../../platform/process/files/text-file.ts';
import { DamagedBackup } from './damaged-backup.ts';
import { unreadableFile } from './unreadable-file.ts';

/** Most of what the highest level saves, in a third of its time. */
const LEVEL = 3;

/** What a file has come to. */
export interface WrittenFile {
  sha256: string;
  bytes: number;
}

/**
 * Compresses a text into a new file for its owner alone, and encrypts it where there are recipients. Little of it is in
 * memory at a time. Throws EEXIST for a file that is there.
 *
 * @param onBytes told how many bytes the file has
 */
export async function writeBackupFile(
  path: string,
  text: AsyncIterable<string>,
  recipients: readonly string[],
  onBytes: (bytes: number) => void,
): Promise<WrittenFile> {
  await using file = await open(path, 'wx', 0o600);
  const measured = new Measure(onBytes);
  const stages = [Readable.from(text, { objectMode: false }), createGzip({ level: LEVEL })] as const;
  let notWritten: unknown = null;
  const sink = async (source: AsyncIterable<Buffer>) => {
    try {
      for await (const chunk of source) await file.writeFile(chunk);
      await file.sync();
    } catch (error) {
      notWritten = error;
      throw error;
    }
  };
  try {
    if (recipients.length === 0) {
      await pipeline(...stages, measured, sink);
    } else {
      const encrypt = (source: AsyncIterable<Uint8Array>) => encrypted(source, recipients);
      await pipeline(...stages, encrypt, measured, sink);
    }
  } catch (error) {
    // A pipeline says of a disk that is full that it was aborted; of what comes from the database it says what it was.
    throw isAborted(error) ? (notWritten ?? error) : error;
  }
  return measured.written();
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

async function* encrypted(
  source: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  yield* through(source, (stream) => encrypter.encrypt(stream));
}

/**
 * Reads a file as it lies there, and gives what it is.
 *
 * @param onBytes told how many bytes have been read
 * @throws as of `unreadableFile`
 */
export async function measureFile(path: string, onBytes: (bytes: number) => void): Promise<WrittenFile> {
  const measured = new Measure(onBytes);
  const source = await openFile(path);
  try {
    await pipeline(source, measured, async (chunks) => {
      for await (const _chunk of chunks);
    });
  } catch (error) {
    throw unreadableFile(error, path);
  }
  return measured.written();
}

/** What `readBackupFile` reads. */
export interface BackupSource {
  path: string;
  /** By which it is decrypted; null for a file that is not encrypted. */
  identities: readonly string[] | null;
}

/**
 * The text of a file, in chunks.
 *
 * @param onRead told what the file was, once all of it was read
 * @throws as of `unreadableFile`
 */
export async function* readBackupFile(
  { path, identities }: BackupSource,
  onRead: (file: WrittenFile) => void,
): AsyncGenerator<string> {
  const source = await openFile(path);
  const measured = new Measure(() => {});
  const gunzip = createGunzip();
  const decrypt = (bytes: AsyncIterable<Uint8Array>) => decrypted(bytes, identities);
  let failure: unknown = null;
  const ended = pipeline(source, measured, decrypt, gunzip).catch((error) => {
    failure = error;
    gunzip.destroy();
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of gunzip) yield decoder.decode(chunk, { stream: true });
    await ended;
    if (failure !== null) throw failure;
    decoder.decode();
  } catch (error) {
    // Of what comes first, the streams behind it say only that they were closed.
    throw unreadableFile(failure ?? error, path);
  }
  onRead(measured.written());
}

async function openFile(path: string): Promise<Readable> {
  try {
    const file = await open(path, READ_ONLY);
    if ((await file.stat()).isFile()) return file.createReadStream();
    await file.close();
  } catch (error) {
    throw unreadableFile(error, path);
  }
  throw new DamagedBackup(
    `${path} is no file: copy the one of the backup here again, or take another backup.`,
  );
}

async function* decrypted(
  source: AsyncIterable<Uint8Array>,
  identities: readonly string[] | null,
): AsyncGenerator<Uint8Array> {
  if (identities === null) return yield* source;
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  yield* through(source, (stream) => decrypter.decrypt(stream));
}

/** Sends bytes through what takes and gives a stream of the web. */
async function* through(
  source: AsyncIterable<Uint8Array>,
  stage: (stream: globalThis.ReadableStream<Uint8Array>) => Promise<globalThis.ReadableStream<Uint8Array>>,
): AsyncGenerator<Uint8Array> {
  // The same class at run time; Node's types and the library's name it differently.
  const stream = ReadableStream.from(source) as unknown as globalThis.ReadableStream<Uint8Array>;
  const result = (await stage(stream)) as unknown as ReadableStream<Uint8Array>;
  yield* result;
}

/** Passes bytes on, and knows their digest and number. */
class Measure extends Transform {
  readonly #hash = createHash('sha256');
  readonly #onBytes: (bytes: number) => void;
  #bytes = 0;

  constructor(onBytes: (bytes: number) => void) {
    super();
    this.#onBytes = onBytes;
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    try {
      this.#onBytes(this.#bytes);
      done(null, chunk);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Once everything has passed. */
  written(): WrittenFile {
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }
}
