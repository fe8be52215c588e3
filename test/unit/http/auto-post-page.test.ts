import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DomUtils, parseDocument } from 'htmlparser2';
import Koa from 'koa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendAutoPostPage } from '../../../src/http/auto-post-page.ts';
import type { ReturnForm } from '../../../src/punchout/session.ts';
import { findDataFolder } from '../../support/services/availability.ts';

const payloads = findDataFolder('payloads');

let form: ReturnForm = sampleForm([]);
let frameAncestors: string[] = [];
let server: Server;
let address = '';

function sampleForm(fields: ReturnForm['fields'], changes: Partial<ReturnForm> = {}): ReturnForm {
  return {
    action: 'https://buyer.example/hook?a=1&b="2"',
    target: '_top',
    charset: 'utf-8',
    fields,
    ...changes,
  };
}

beforeAll(async () => {
  const app = new Koa().use((context) => sendAutoPostPage(context, form, frameAncestors));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => server.close());

interface Received {
  bytes: Buffer;
  headers: Headers;
  forms: number;
  scripts: string[];
  form: Record<string, string>;
  fields: [name: string, value: string][];
}

/** The page as a browser receives and parses it. */
async function pageOf(sent: ReturnForm, ancestors: string[] = []): Promise<Received> {
  form = sent;
  frameAncestors = ancestors;
  const response = await fetch(address);
  const bytes = Buffer.from(await response.arrayBuffer());
  const document = parseDocument(bytes.toString('latin1'));
  const forms = DomUtils.getElementsByTagName('form', document);
  const inputs = DomUtils.getElementsByTagName('input', document);
  return {
    bytes,
    headers: response.headers,
    forms: forms.length,
    scripts: DomUtils.getElementsByTagName('script', document).map((script) => DomUtils.textContent(script)),
    form: forms[0]?.attribs ?? {},
    fields: inputs.map(({ attribs }) => [attribs.name ?? '', attribs.value ?? '']),
  };
}

const ownScript = 'HTMLFormElement.prototype.submit.call(document.forms[0]);';

describe('the page that carries a cart back', () => {
  test('is one form, posted by itself and by a button', async () => {
    const page = await pageOf(sampleForm([['cxml-base64', 'PD94bWw+']]));
    expect(page.form).toEqual({
      method: 'post',
      action: 'https://buyer.example/hook?a=1&b="2"',
      target: '_top',
      'accept-charset': 'utf-8',
    });
    expect(page).toMatchObject({ forms: 1, scripts: [ownScript], fields: [['cxml-base64', 'PD94bWw+']] });
    expect(page.bytes.toString()).toContain('<button type="submit">');
  });

  test('runs its own script alone and tells no one where the buyer was', async () => {
    const { bytes, headers } = await pageOf(sampleForm([]));
    const policy = headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('form-action');
    expect(bytes.toString()).toContain(`<script nonce="${nonce}">`);
    expect(headers.get('referrer-policy')).toBe('strict-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await pageOf(sampleForm([]))).headers.get('content-security-policy')).not.toBe(policy);
  });

  test('may be framed by the buyer and by nobody else', async () => {
    const framed = await pageOf(sampleForm([]), ['https://buyer.example', 'https://portal.example']);
    expect(framed.headers.get('content-security-policy')).toContain(
      'frame-ancestors https://buyer.example https://portal.example',
    );
    expect((await pageOf(sampleForm([]))).headers.get('content-security-policy')).toContain(
      "frame-ancestors 'none'",
    );
  });

  test.each(['utf-8', 'iso-8859-1', 'windows-1252'])(
    'is pure ASCII and so reads the same in %s',
    async (charset) => {
      const fields = [['NEW_ITEM-DESCRIPTION[1]', 'Müller – 5 € 中 😀']] as const;
      const page = await pageOf(sampleForm(fields, { charset }));
      expect(page.bytes.every((byte) => byte < 0x80)).toBe(true);
      expect(page.headers.get('content-type')).toBe(`text/html; charset=${charset}`);
      expect(page.form['accept-charset']).toBe(charset);
      expect(page.fields).toEqual(fields);
    },
  );

  test('keeps order, duplicates and empty values of its fields, and a field named submit', async () => {
    const fields = [
      ['b', '2'],
      ['a', ''],
      ['b', '1'],
      ['submit', 'x'],
      ['NEW_ITEM-LONGTEXT_1:132[]', 'l'],
    ] as const;
    expect((await pageOf(sampleForm(fields))).fields).toEqual(fields);
  });
});

describe.skipIf(!payloads)('text of the shop that would be markup', () => {
  const folder = join(payloads ?? '', 'third-party');
  const files = ['xss-brutelogic.txt', 'xss-polyglots.txt', 'xss-quick.txt', 'xss-rsnake.txt', 'crlf.txt'];

  function valuesOf(file: string): string[] {
    const text = readFileSync(join(folder, file), 'utf8');
    return file.endsWith('.json') ? (JSON.parse(text) as string[]) : text.split('\n');
  }

  test.each([...files, 'blns.json'])(
    'of %s reaches the buyer byte for byte and runs nowhere',
    async (file) => {
      const values = valuesOf(file);
      expect(values.length).toBeGreaterThan(9);
      const fields = values.map((value, index) => [`FIELD[${index}]`, value] as const);
      const page = await pageOf(sampleForm(fields));
      expect(page.fields).toEqual(fields);
      expect(page).toMatchObject({ forms: 1, scripts: [ownScript] });
      expect(page.bytes.every((byte) => byte < 0x80)).toBe(true);
    },
  );

  test.each(files)('of %s is harmless in names, address, frame and charset too', async (file) => {
    for (const value of valuesOf(file).slice(0, 25)) {
      const page = await pageOf(sampleForm([[value, 'v']], { action: value, target: value }));
      expect(page.form).toMatchObject({ action: value, target: value });
      expect(page).toMatchObject({ fields: [[value, 'v']], forms: 1, scripts: [ownScript] });
    }
  });
});
