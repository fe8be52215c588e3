import { PunchOutError } from '../punchout/punchout-error.ts';

/** A cart of 1,000 lines has some 20,000 elements. */
const maxMarkup = 200_000;
const maxTagLength = 64 * 1024;
const doctypeStart = '<!DOCTYPE';
const notXml = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Refuses what no parser should see, and takes the DOCTYPE away: a plain one is accepted and never fetched, one with an
 * internal subset is refused. One pass, whatever comes.
 * @throws PunchOutError `forbidden_document`, `document_too_large`, `malformed_document`
 */
export function guardXml(text: string): string {
  const trimmed = text.trimStart();
  if (notXml.test(trimmed))
    throw new PunchOutError('malformed_document', 'a character that XML does not have');
  let doctype = '';
  let markup = 0;
  let rootSeen = false;
  for (let start = trimmed.indexOf('<'); start !== -1; ) {
    const end = endOfMarkup(trimmed, start);
    if (trimmed.startsWith('<!D', start)) {
      if (rootSeen) throw new PunchOutError('forbidden_document', 'a DOCTYPE behind the first element');
      doctype = plainDoctype(trimmed.slice(start, end), doctype);
    }
    rootSeen ||= !/^<[!?]/.test(trimmed.slice(start, start + 2));
    markup += 1;
    if (markup > maxMarkup)
      throw new PunchOutError('document_too_large', `more than ${maxMarkup} pieces of markup`);
    start = trimmed.indexOf('<', end);
  }
  return doctype === '' ? trimmed : trimmed.replace(doctype, '');
}

/** Index behind the piece of markup that begins at `start`. */
function endOfMarkup(text: string, start: number): number {
  if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4);
  if (text.startsWith('<![CDATA[', start)) return behind(text, ']]>', start + 9);
  if (text.startsWith('<?', start)) return behind(text, '?>', start + 2);
  const end = behind(text, '>', start + 1);
  if (end - start > maxTagLength) throw new PunchOutError('document_too_large', 'a tag of more than 64 kB');
  if (text.startsWith('<!', start) && !text.startsWith(doctypeStart, start)) {
    throw new PunchOutError('forbidden_document', 'a declaration other than DOCTYPE');
  }
  return end;
}

function plainDoctype(doctype: string, earlier: string): string {
  if (earlier !== '' || doctype.includes('[')) {
    throw new PunchOutError('forbidden_document', earlier === '' ? 'DOCTYPE with a subset' : 'two DOCTYPEs');
  }
  return doctype;
}

function behind(text: string, delimiter: string, from: number): number {
  const index = text.indexOf(delimiter, from);
  if (index === -1) throw new PunchOutError('malformed_document', `the document ends before ${delimiter}`);
  return index + delimiter.length;
}
