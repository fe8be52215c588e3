import { writeDocument, writeLongDocument } from '../src/cxml/write-document.ts';
import type { XmlElement } from '../src/cxml/xml-element.ts';
import type { Comparison } from './measure.ts';
import type { Section } from './report.ts';
import { sampleAnswer, sampleMessage } from './sample-message.ts';
import { compareWork } from './work-rate.ts';

const options = { dtdVersion: '1.2.014' };

export async function writers(): Promise<Section> {
  return {
    title: 'Documents written',
    peer: 'xmlbuilder2, by which short answers are written',
    note: 'Both sort the tree and hold it against the element table first.',
    rows: [
      await compareWriters('PunchOutSetupResponse', sampleAnswer()),
      await compareWriters('PunchOutOrderMessage, 1,000 lines', sampleMessage(1_000)),
    ],
  };
}

function compareWriters(what: string, document: XmlElement): Promise<Comparison> {
  const work = {
    ours: () => writeLongDocument(document, options),
    theirs: () => writeDocument(document, options),
  };
  return compareWork({ what, unit: 'documents/processor s' }, work);
}
