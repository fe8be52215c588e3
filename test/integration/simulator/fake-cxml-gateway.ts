import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startServer } from '../../unit/shopware/loopback-server.ts';

export const sharedSecret = 'right & secret';
const written = 'right &amp; secret';

/** What a gateway can do wrong. */
export interface CxmlFaults {
  httpStatus?: number;
  contentType?: string;
  /** Changes each document that is sent. */
  rewrite?(document: string, request: string): string;
  /** Status codes in place of the right ones. */
  codes?: Partial<Record<'malformed' | 'secret' | 'unknown' | 'edit', number>>;
  /** Forgets what it has answered. */
  forgetful?: boolean;
  /** Address of the start page behind the host. */
  startPath?: string;
  page?: { status?: number; headers?: Record<string, string>; body?: string };
  /** Lets in every browser. */
  reopens?: boolean;
}

/** A small gateway that does everything right but its faults. Answers its address. */
export async function startFakeCxmlGateway(faults: CxmlFaults = {}): Promise<string> {
  const answers = new Map<string, string>();
  const opened = new Set<string>();
  const { origin } = await startServer((request, response) => {
    if (request.method === 'POST') void answer(request, response);
    else showPage(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await text(request);
    const payloadId = /payloadID="([^"]+)"/.exec(asked)?.[1] ?? '';
    const document = (!faults.forgetful && answers.get(payloadId)) || answerTo(asked, origin, faults);
    answers.set(payloadId, document);
    response.writeHead(faults.httpStatus ?? 200, { 'content-type': faults.contentType ?? 'text/xml' });
    response.end(faults.rewrite?.(document, asked) ?? document);
  }

  function showPage({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const number = /\?article=(.*)$/.exec(url)?.[1] ?? '';
    const usual = number === 'HAM-001' ? '<p>Hammer HAM-001</p>' : `<p>${number} was not found</p>`;
    const { status = 200, headers = {}, body = usual } = faults.page ?? {};
    const again = opened.has(url) && !faults.reopens;
    opened.add(url);
    response.writeHead(again ? 410 : status, headers).end(again ? '<p>Gone</p>' : body);
  }

  return `${origin}/cxml`;
}

function answerTo(asked: string, origin: string, { codes = {}, startPath }: CxmlFaults): string {
  if (!asked.includes('</cXML>')) return cxml(codes.malformed ?? 406);
  if (!asked.includes(`<SharedSecret>${written}</SharedSecret>`)) return cxml(codes.secret ?? 401);
  if (asked.includes('<ProfileRequest'))
    return cxml(
      200,
      `<ProfileResponse effectiveDate="2026-11-24T12:00:00+00:00"><Transaction requestName="PunchOutSetupRequest"><URL>${origin}</URL></Transaction></ProfileResponse>`,
    );
  if (!asked.includes('<PunchOutSetupRequest')) return cxml(codes.unknown ?? 450);
  if (asked.includes('operation="edit"')) return cxml(codes.edit ?? 412);
  const cookie = /<BuyerCookie>([^<]+)/.exec(asked)?.[1] ?? '';
  const article = /<SupplierPartID>([^<]+)/.exec(asked)?.[1] ?? '';
  const path = startPath?.replace('{cookie}', cookie) ?? `/start/${randomUUID()}?article=${article}`;
  return cxml(
    200,
    `<PunchOutSetupResponse><StartPage><URL>${origin}${path}</URL></StartPage></PunchOutSetupResponse>`,
  );
}

function cxml(code: number, payload = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.014/cXML.dtd">
<cXML payloadID="${randomUUID()}@gateway.example" timestamp="2026-11-24T12:00:00+00:00"><Response><Status code="${code}" text="x">told</Status>${payload}</Response></cXML>`;
}
