import { PunchOutError } from '../punchout/punchout-error.ts';
import { decodeTransfer } from './multipart-transfer.ts';

/** Bytes with what their header says of them. */
export interface DocumentPart {
  bytes: Buffer;
  contentType: string;
}

interface Part {
  headers: ReadonlyMap<string, string>;
  body: string;
}

const mostParts = 200;

/**
 * The cXML document of a request body: the body itself, or of `multipart/related` (RFC 2387; cXML 1.2, attachments) the
 * part that `start` names, else the first. Other parts are left alone.
 * @throws PunchOutError `malformed_document`
 */
export function documentPart(bytes: Buffer, contentType: string): DocumentPart {
  if (!/^\s*multipart\/related\s*(?:;|$)/i.test(contentType)) return { bytes, contentType };
  const parameters = parametersOf(contentType);
  const parts = partsOf(bytes.toString('latin1'), parameters.get('boundary') ?? '');
  const { headers, body } = rootPart(parts, parameters.get('start'));
  return {
    bytes: decodeTransfer(body, headers.get('content-transfer-encoding') ?? '7bit'),
    contentType: headers.get('content-type') ?? '',
  };
}

function parametersOf(contentType: string): Map<string, string> {
  const parameters = contentType.matchAll(/;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g);
  return new Map(
    [...parameters].map(([, name = '', quoted, plain = '']) => [
      name.toLowerCase(),
      quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1'),
    ]),
  );
}

/** RFC 2046, 5.1.1; lines may end in LF alone. A body without its closing delimiter has lost its end. */
function partsOf(text: string, boundary: string): Part[] {
  if (boundary.length < 1 || boundary.length > 70) throw malformed('has no usable boundary');
  const delimiter = new RegExp(`(?:^|\\r?\\n)--${RegExp.escape(boundary)}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g');
  const contents: string[] = [];
  let start: number | undefined;
  for (const { 0: line, 1: closing, index } of text.matchAll(delimiter)) {
    if (start !== undefined) contents.push(text.slice(start, index));
    if (contents.length > mostParts) throw malformed(`has more than ${mostParts} parts`);
    if (closing) return contents.map(partOf);
    start = index + line.length;
  }
  throw malformed('has no closing delimiter');
}

/** Begins with the line break that ends its delimiter; header lines may be folded. */
function partOf(content: string): Part {
  const text = content.replace(/^\r?\n/, '');
  const blank = /^\r?\n|\r?\n\r?\n/.exec(text);
  if (!blank) throw malformed('has a part without a body');
  const lines = text
    .slice(0, blank.index)
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, Math.max(colon, 0)).trim().toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: text.slice(blank.index + blank[0].length) };
}

function rootPart(parts: Part[], start: string | undefined): Part {
  const named = ({ headers }: Part) => bareId(headers.get('content-id') ?? '') === bareId(start ?? '');
  const part = start ? parts.find(named) : parts[0];
  if (!part) throw malformed(start ? 'lacks the part that start names' : 'has no part');
  return part;
}

function bareId(id: string): string {
  return id.trim().replace(/^<(.*)>$/, '$1');
}

function malformed(fault: string): PunchOutError {
  return new PunchOutError('malformed_document', `the multipart body ${fault}`);
}
