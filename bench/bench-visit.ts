import { type IncomingMessage, request } from 'node:http';
import { send } from './load.ts';
import { loginCall } from './sample-calls.ts';

/** Goes into the shop as a buyer; the `Cookie` header of the visit. */
export async function enterBenchVisit(port: number): Promise<string> {
  const { headers } = await send(port, loginCall);
  const { pathname: path } = new URL(headers.location ?? '');
  const cookies = await new Promise<string[]>((resolve, reject) => {
    // A browser that keeps cookies.
    const headers = { Cookie: '__Host-punchgate-probe=kept' };
    const options = { host: '127.0.0.1', port, path, headers };
    const onAnswer = (answer: IncomingMessage) => {
      answer.resume();
      resolve(answer.headers['set-cookie'] ?? []);
    };
    request(options, onAnswer).once('error', reject).end();
  });
  if (cookies.length === 0) throw new Error('the buyer was not let in');
  return cookies.map((line) => line.split(';', 1)[0]).join('; ');
}
