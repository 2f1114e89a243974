import { decodeText } from '../adapters/text-decoder';
import { UsageError } from './usage-error';

/** All of standard input as text. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  const decoded = decodeText(Buffer.concat(chunks));
  if (!decoded.ok) throw new UsageError(`standard input: ${decoded.message}`);
  return decoded.text;
}
