import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { LicenseError } from '../punchout/license-error.ts';
import type { Egress } from './egress.ts';

/** One sending of a message, as Standard Webhooks say: https://www.standardwebhooks.com */
export interface WebhookMessage {
  url: string;
  /** `whsec_` and the key in base64. */
  secret: string;
  /** The same however often the message is sent, so that the receiver can drop what it has. */
  id: string;
  /** When it is sent, epoch milliseconds: receivers refuse what is older than some minutes. */
  at: number;
  body: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** The receiver answered with something else than 2xx. */
class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
  readonly status: number;

  constructor(status: number) {
    super(`the webhook answered with HTTP status ${status}`);
    this.status = status;
  }
}

const timeoutMilliseconds = 10_000;
/** What a receiver says besides its status is not read, but must fit. */
const maximumBytes = 1024 * 1024;

/** @throws EgressError without an answer, WebhookRefused with one that is not 2xx */
export async function sendWebhook(message: WebhookMessage, egress: Egress): Promise<void> {
  const { url, secret, id, at } = message;
  const body = JSON.stringify(message.body);
  const sentAt = new Date(at);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, sentAt, body),
  };
  const request = { method: 'POST', url, headers, body, timeoutMilliseconds, maximumBytes };
  const { status } = await egress.requestText(request);
  if (status < 200 || status > 299) throw new WebhookRefused(status);
}

/**
 * Checks that whoever knows the secret has signed the body within the last five minutes.
 * @throws LicenseError `signature_invalid`
 */
export function verifyWebhook(headers: IncomingHttpHeaders, body: string | Buffer, secret: string): void {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const given = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
  try {
    new Webhook(secret).verify(body, given, { jsonParse: false });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'it cannot be read';
    throw new LicenseError('signature_invalid', detail, { cause });
  }
}
