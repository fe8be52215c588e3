import { writeDocument, writeLongDocument } from '../src/cxml/write-document.ts';
import type { Comparison } from './measure.ts';
import type { Section } from './report.ts';
import { countOfLines } from './sample-cart.ts';
import { sampleMessage } from './sample-message.ts';
import { compareWork } from './work-rate.ts';

const options = { dtdVersion: '1.2.014' };

export async function writers(): Promise<Section> {
  const rows: Comparison[] = [];
  for (const size of [1, 1_000]) {
    const message = sampleMessage(size);
    const name = { what: `PunchOutOrderMessage, ${countOfLines(size)}`, unit: 'documents/processor s' };
    const work = {
      ours: () => writeLongDocument(message, options),
      theirs: () => writeDocument(message, options),
    };
    rows.push(await compareWork(name, work));
  }
  return {
    title: 'Documents written',
    peer: 'xmlbuilder2, by which short answers are written',
    note: 'Both sort the tree and hold it against the element table first.',
    rows,
  };
}
