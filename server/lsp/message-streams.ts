import type { Readable, Writable } from 'node:stream';
import { AbstractMessageReader, AbstractMessageWriter, type DataCallback, type Disposable, type Message, type MessageReader, type MessageWriter } from 'vscode-languageserver/node';

const separator = '\r\n\r\n';

/** Reads messages from a stream without a turn of the event loop or a promise for each of their parts. */
export class StreamReader extends AbstractMessageReader implements MessageReader {
  readonly #stream: Readable;
  #chunks: Buffer[] = [];
  #size = 0;
  /** So many bytes must be there before the next message can be complete. */
  #needed = 1;

  constructor(stream: Readable) {
    super();
    this.#stream = stream;
  }

  listen(callback: DataCallback): Disposable {
    const read = (chunk: Buffer) => this.#read(chunk, callback);
    this.#stream.on('data', read);
    this.#stream.on('error', (error) => this.fireError(error));
    this.#stream.on('close', () => this.fireClose());
    return { dispose: () => this.#stream.off('data', read) };
  }

  #read(chunk: Buffer, callback: DataCallback): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // Joining a long message again for each chunk of it would cost the square of its length.
    if (this.#size < this.#needed) return;
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#size);
    for (;;) {
      const place = messageIn(rest);
      this.#needed = place?.end ?? rest.length + 1;
      if (place === undefined || place.end > rest.length) break;
      const body = rest.toString('utf8', place.start, place.end);
      rest = rest.subarray(place.end);
      this.#tell(body, place.named, callback);
    }
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
  }

  /** What is no message is told of and passed over. */
  #tell(body: string, named: boolean, callback: DataCallback): void {
    if (!named) return this.fireError(new Error(`A message must begin with its Content-Length, not with ${JSON.stringify(body.slice(0, 200))}`));
    let message: Message;
    try {
      message = JSON.parse(body) as Message;
    } catch (error) {
      return this.fireError(error);
    }
    callback(message);
  }
}

/** Where the first message of some bytes stands, which may not all be there; undefined while its header is not complete. */
function messageIn(bytes: Buffer): { readonly start: number; readonly end: number; readonly named: boolean } | undefined {
  const header = bytes.indexOf(separator);
  if (header < 0) return undefined;
  const start = header + separator.length;
  const length = Number(/^content-length:[ \t]*(\d+)[ \t]*\r?$/im.exec(bytes.toString('latin1', 0, header))?.[1]);
  return Number.isNaN(length) ? { start: 0, end: start, named: false } : { start, end: start + length, named: true };
}

/** Writes each message with its header at once: that is one call of the system and one awakening of the client. */
export class StreamWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable;
  #errors = 0;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  /** Resolves when the stream has taken the message. */
  write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      const body = JSON.stringify(message);
      this.#stream.write(`Content-Length: ${Buffer.byteLength(body)}${separator}${body}`, (error) => {
        if (error === null || error === undefined) {
          this.#errors = 0;
          return resolve();
        }
        this.#errors += 1;
        this.fireError(error, message, this.#errors);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}
