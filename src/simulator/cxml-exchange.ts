import { writeRequest } from '../cxml/write-request.ts';
import type { XmlElement } from '../cxml/xml-element.ts';
import type { Ask } from './ask.ts';
import { type CxmlAnswer, readAnswer } from './cxml-answer.ts';
import { type CxmlBuyer, requestDocument } from './cxml-request.ts';

export interface CxmlPorts {
  ask: Ask;
  now(): number;
  newId(): string;
}

/** A request as it goes over the wire. */
export interface Sent {
  payloadId: string;
  body: Buffer;
}

/** Puts a request into an envelope of its own, in the way of the buyer's platform. */
export function inEnvelope(buyer: CxmlBuyer, request: XmlElement, { now, newId }: CxmlPorts): Sent {
  const payloadId = `${now()}.${newId()}@buyer.example`;
  const timestamp = `${new Date(now()).toISOString().slice(0, 19)}+00:00`;
  const { encoding, doctype, dtdVersion } = buyer.call;
  const root = requestDocument(buyer, { payloadId, timestamp }, request);
  return { payloadId, body: writeRequest(root, { encoding, dtdVersion: doctype ? dtdVersion : undefined }) };
}

export async function post({ url, call }: CxmlBuyer, body: Buffer, { ask }: CxmlPorts): Promise<CxmlAnswer> {
  const headers = { 'content-type': call.contentType, 'user-agent': call.userAgent };
  return readAnswer(await ask({ url, method: 'POST', headers, body }));
}

export async function send(buyer: CxmlBuyer, request: XmlElement, ports: CxmlPorts): Promise<CxmlAnswer> {
  return await post(buyer, inEnvelope(buyer, request, ports).body, ports);
}
