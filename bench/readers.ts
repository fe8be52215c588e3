import { parseSetupRequest } from '@propeller-commerce/propeller-v2-punchout';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { readEnvelope } from '../src/cxml/envelope.ts';
import { readPunchOutSetupRequest } from '../src/cxml/punchout-setup-request.ts';
import { readDocument } from '../src/cxml/read-document.ts';
import { writeLongDocument } from '../src/cxml/write-document.ts';
import type { Section } from './report.ts';
import { setupRequest } from './sample-calls.ts';
import { sampleMessage } from './sample-message.ts';
import { compareWork } from './work-rate.ts';

const contentType = 'text/xml; charset=UTF-8';
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
});

export async function readers(): Promise<Section> {
  const orderMessage = Buffer.from(writeLongDocument(sampleMessage(1_000), { dtdVersion: '1.2.014' }));
  return {
    title: 'Documents read',
    peer: 'fast-xml-parser alone, validating and parsing; for "understood" the peer of the carts, which does not validate',
    note: 'What decoding, the guard against hostile documents and our own tree cost on top of the parser.',
    rows: [
      await compareParser('PunchOutSetupRequest', setupRequest),
      await compareParser('PunchOutOrderMessage, 1,000 lines', orderMessage),
      await compareWork(
        { what: 'PunchOutSetupRequest, understood', unit: 'documents/processor s' },
        understanding(),
      ),
    ],
  };
}

function compareParser(what: string, bytes: Buffer) {
  const work = { ours: () => readDocument(bytes, contentType), theirs: () => parseAlone(bytes) };
  return compareWork({ what, unit: 'documents/processor s' }, work);
}

function parseAlone(bytes: Buffer): unknown {
  const text = bytes.toString();
  return XMLValidator.validate(text) === true && parser.parse(text);
}

function understanding() {
  return {
    ours: () => readPunchOutSetupRequest(readEnvelope(readDocument(setupRequest, contentType)).request),
    theirs: () => parseSetupRequest(setupRequest.toString()),
  };
}
