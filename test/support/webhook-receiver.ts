import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export const webhookSecret = `whsec_${Buffer.from('thirty-two bytes that are secret').toString('base64')}`;

interface ReceivedMessage {
  id: string;
  /** `taken`, or why not. */
  outcome: string;
  body: { type: string; timestamp: string; data: Record<string, unknown> };
}

export interface WebhookReceiver {
  url: string;
  /** Every request, in the order of their arrival. */
  received: ReceivedMessage[];
  /** Those that it took. */
  taken(): ReceivedMessage[];
  /** Statuses of the next answers; after them everything is taken. */
  answerWith(...statuses: number[]): void;
  close(): Promise<void>;
}

/** Takes webhooks as a real receiver does: verifies the signature by the library of Standard Webhooks. */
export async function startWebhookReceiver(secret = webhookSecret): Promise<WebhookReceiver> {
  const received: ReceivedMessage[] = [];
  const statuses: number[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const status = statuses.shift() ?? verified(body, request.headers as Record<string, string>, secret);
    const outcome = status === 204 ? 'taken' : `refused with ${status}`;
    received.push({ id: String(request.headers['webhook-id']), outcome, body: JSON.parse(body) });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    taken: () => received.filter(({ outcome }) => outcome === 'taken'),
    answerWith: (...next) => void statuses.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function verified(body: string, headers: Record<string, string>, secret: string): number {
  try {
    new Webhook(secret).verify(body, headers);
    return 204;
  } catch {
    return 401;
  }
}
