import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import type { Message } from 'vscode-languageserver';
import { StreamReader, StreamWriter } from '../../server/lsp/message-streams';

const message = (text: string): Message & { readonly method: string } => ({ jsonrpc: '2.0', method: text });

function framed(body: string, header = `Content-Length: ${Buffer.byteLength(body)}`): Buffer {
  return Buffer.from(`${header}\r\n\r\n${body}`);
}

/** What a reader makes of some chunks: methods of messages and texts of errors, in order. */
function readAll(chunks: readonly Buffer[]): readonly string[] {
  const stream = new PassThrough();
  const reader = new StreamReader(stream);
  const heard: string[] = [];
  reader.onError((error) => heard.push(`error: ${error.message}`));
  reader.listen((read) => heard.push((read as ReturnType<typeof message>).method));
  for (const chunk of chunks) stream.emit('data', chunk);
  return heard;
}

describe('the streams of messages', () => {
  const texts = ['a', 'ä𝄞 – \r\n\r\n', 'Content-Length: 3\r\n\r\n', 'x'.repeat(70_000)];
  const all = Buffer.concat(texts.map((text) => framed(JSON.stringify(message(text)))));

  it('reads messages however they are cut into chunks', () => {
    assert.deepEqual(readAll([all]), texts);
    for (const size of [1, 2, 7, 1000, 65_536]) {
      const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.subarray(index * size, (index + 1) * size));
      assert.deepEqual(readAll(chunks), texts, `chunks of ${size}`);
    }
  });

  it('finds the length in any header', () => {
    const body = JSON.stringify(message('a'));
    for (const header of [`content-length:${body.length}`, `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: ${body.length}`, `Content-Length: ${body.length}\r\nX: y`]) {
      assert.deepEqual(readAll([framed(body, header), framed(body)]), ['a', 'a'], header);
    }
  });

  it('tells of what is no message, and reads the next', () => {
    const good = framed(JSON.stringify(message('good')));
    const [noLength, first] = readAll([framed('', 'Nothing: 3'), good]);
    assert.match(noLength ?? '', /^error: A message must begin with its Content-Length, not with "Nothing: 3/);
    assert.equal(first, 'good');
    const [noJson, second] = readAll([Buffer.concat([framed('{"a":'), good])]);
    assert.match(noJson ?? '', /^error: .*JSON/);
    assert.equal(second, 'good');
  });

  it('writes each message at once, and what it wrote can be read', async () => {
    const chunks: Buffer[] = [];
    const stream = new Writable({ write: (chunk: Buffer, _, done) => { chunks.push(chunk); done(); } });
    const writer = new StreamWriter(stream);
    for (const text of texts) await writer.write(message(text));
    assert.equal(chunks.length, texts.length);
    assert.deepEqual(readAll(chunks), texts);
  });

  it('says that a message could not be written', async () => {
    const writer = new StreamWriter(new Writable({ write: (_chunk, _encoding, done) => done(new Error('broken pipe')) }));
    const told: string[] = [];
    writer.onError(([error, , count]) => told.push(`${error.message} ${count ?? ''}`));
    await assert.rejects(writer.write(message('a')), /broken pipe/);
    assert.ok(told.includes('broken pipe 1'));
  });
});
