import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import { sendWebhook, verifyWebhook } from '../../../src/http/webhook.ts';
import { startWebhookReceiver, type WebhookReceiver, webhookSecret } from '../../support/webhook-receiver.ts';

const egress = createEgress({ allowPrivate: true });
const body = { type: 'license.notice', timestamp: '2026-07-01T12:00:00.000Z', data: { detail: 'Köln' } };

let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
});

afterEach(() => {
  receiver.received.length = 0;
});

afterAll(async () => {
  egress.close();
  await receiver.close();
});

const send = (changes: { url?: string; secret?: string; at?: number } = {}) => {
  const message = { url: receiver.url, secret: webhookSecret, id: 'message-1', at: Date.now(), body };
  return sendWebhook({ ...message, ...changes }, egress);
};

describe('a webhook that is sent', () => {
  it('is verified by the library that receivers use', async () => {
    await send();
    expect(receiver.received).toEqual([{ id: 'message-1', outcome: 'taken', body }]);
  });

  it('is refused by one who knows another secret', async () => {
    const other = `whsec_${Buffer.from('another thirty-two secret bytes!').toString('base64')}`;
    await expect(send({ secret: other })).rejects.toMatchObject({ name: 'WebhookRefused', status: 401 });
  });

  it('is refused as an old one where it was signed an hour ago', async () => {
    await expect(send({ at: Date.now() - 3_600_000 })).rejects.toMatchObject({ status: 401 });
  });

  it.each([301, 400, 404, 410, 500, 503])('has not arrived where the answer is %d', async (status) => {
    receiver.answerWith(status);
    await expect(send()).rejects.toMatchObject({ name: 'WebhookRefused', status });
    expect(receiver.received).toHaveLength(1);
  });

  it.each([200, 201, 202, 299])('has arrived where the answer is %d', async (status) => {
    receiver.answerWith(status);
    await expect(send()).resolves.toBeUndefined();
  });

  it('has not arrived where nobody listens, and what is thrown names neither path nor secret', async () => {
    const thrown = await send({ url: 'http://127.0.0.1:9/secret-path' }).catch((error: Error) => error);
    expect(thrown).toMatchObject({ name: 'EgressError', kind: 'unreachable' });
    expect(String(thrown)).not.toMatch(/secret-path|whsec_/);
  });

  it('does not go to a private address that the operator has not allowed', async () => {
    const guarded = createEgress();
    const message = { url: receiver.url, secret: webhookSecret, id: 'message-1', at: Date.now(), body };
    await expect(sendWebhook(message, guarded)).rejects.toMatchObject({ kind: 'forbidden_address' });
    guarded.close();
    expect(receiver.received).toEqual([]);
  });
});

describe('a webhook that is received', () => {
  const content = JSON.stringify(body);

  function signed(changes: Record<string, string> = {}, at = new Date()) {
    return {
      'webhook-id': 'event-1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(webhookSecret).sign('event-1', at, content),
      ...changes,
    };
  }

  it.each([content, Buffer.from(content)])('is genuine where the secret fits', (given) => {
    expect(() => verifyWebhook(signed(), given, webhookSecret)).not.toThrow();
  });

  it('may carry the signature of an older secret beside that of the new one', () => {
    const { 'webhook-signature': signature } = signed();
    const both = signed({ 'webhook-signature': `v1,AAAA ${signature}` });
    expect(() => verifyWebhook(both, content, webhookSecret)).not.toThrow();
  });

  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const wrong: [string, Record<string, string | string[] | undefined>, string][] = [
    ['nothing is signed', {}, content],
    ['the body was changed', signed(), content.replace('Köln', 'Bonn')],
    ['the id was changed', signed({ 'webhook-id': 'event-2' }), content],
    ['it is played back after six minutes', signed({}, minutes(-6)), content],
    ['it comes from the future', signed({}, minutes(6)), content],
    ['the time is no number', signed({ 'webhook-timestamp': 'now' }), content],
    ['the signature is of another kind', signed({ 'webhook-signature': 'v2,AAAA' }), content],
    ['the signature is empty', signed({ 'webhook-signature': 'v1' }), content],
    ['the id is missing', { ...signed(), 'webhook-id': undefined }, content],
  ];
  it.each(wrong)('is refused where %s', (_, headers, given) => {
    expect(() => verifyWebhook(headers, given, webhookSecret)).toThrow(
      expect.objectContaining({ name: 'LicenseError', code: 'signature_invalid' }),
    );
  });
});

it('an answer without end is cut off', async () => {
  const server = createServer(async (request, response) => {
    await text(request);
    response.writeHead(200);
    const piece = Buffer.alloc(64 * 1024);
    const pour = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', pour);
    pour();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await expect(send({ url })).rejects.toMatchObject({ name: 'EgressError', kind: 'too_large' });
  server.closeAllConnections();
  server.close();
});
