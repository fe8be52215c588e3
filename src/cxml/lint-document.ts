import { lineEndsIn } from '../http/line-ends.ts';
import { asPunchOutError, type PunchOutError } from '../punchout/punchout-error.ts';
import { type ElementFinding, elementFindings } from './check-element.ts';
import { decodeXml } from './decode-xml.ts';
import { elementLines, lineAt } from './element-lines.ts';
import { dtdVersionOf, sumFindings, timeFindings } from './lint.ts';
import { type Fault, lintRequest, type Severity } from './lint-request.ts';
import { parseDocument } from './read-document.ts';
import { childNamed, elements, type XmlElement } from './xml-element.ts';

export interface DocumentFinding {
  severity: Severity;
  /** From 1. */
  line: number;
  path: string;
  problem: string;
}

/** What is wrong with any cXML document, be it a request of a buyer or an answer; nothing where it is valid. */
export function lintDocument(bytes: Buffer): DocumentFinding[] {
  let text = '';
  try {
    text = decodeXml(bytes, '');
    return lintText(text);
  } catch (thrown) {
    const error = asPunchOutError(thrown);
    const problem = error.detail.replace(/^line \d+, /, '');
    return [{ severity: 'refused', line: faultLine(text, error), path: 'document', problem }];
  }
}

function lintText(text: string): DocumentFinding[] {
  const root = parseDocument(text);
  const lines = elementLines(text, root);
  const faults = childNamed(root, 'Request') ? lintRequest(root) : lintWritten(root, dtdVersionOf(text));
  return [...faults, ...timeFaults(root), ...doctypeFaults(root, text)].map(({ node, ...finding }) => ({
    ...finding,
    line: lines.get(node) ?? 1,
  }));
}

/** A message or response is read by others, strictly: what is against the DTD counts as refused. */
function lintWritten(root: XmlElement, version: string): Fault[] {
  const faults = elementFindings(root, version).map(writtenFault);
  const spoken = elements(root).some(({ name }) => name === 'Message' || name === 'Response');
  const empty = root.name === 'cXML' && !spoken;
  const problem = 'has no Request, Message or Response';
  const nothing = empty ? [{ node: root, path: root.name, problem }] : [];
  const sums = faults.length === 0 ? sumFaults(root) : [];
  return [...faults, ...[...nothing, ...sums].map((fault) => ({ severity: 'refused' as const, ...fault }))];
}

/** The table has only what Punchgate writes: the DTD may know more, but no secret may pass the browser. */
function writtenFault({ node, path, problem }: ElementFinding): Fault {
  const foreign = /^(must not contain (?!text|SharedSecret)|has the unknown attribute )/.test(problem);
  const inside = problem.startsWith('is no element') && path.includes('/');
  if (!foreign && !inside) return { severity: 'refused', node, path, problem };
  const open = `${problem}, as far as Punchgate knows: see the DTD`;
  return { severity: 'tolerated', node, path, problem: open };
}

function sumFaults(root: XmlElement): Omit<Fault, 'severity'>[] {
  const message = childNamed(childNamed(root, 'Message'), 'PunchOutOrderMessage') ?? root;
  const node = childNamed(childNamed(message, 'PunchOutOrderMessageHeader'), 'Total') ?? message;
  try {
    return sumFindings(root).map((finding) => ({ ...finding, node }));
  } catch (thrown) {
    return [{ node: message, path: message.name, problem: asPunchOutError(thrown).detail }];
  }
}

function timeFaults(root: XmlElement): Fault[] {
  const { timestamp } = root.attributes;
  if (timestamp === undefined || timeFindings(root).length === 0) return [];
  const problem = `timestamp "${timestamp.slice(0, 40)}" is not written like 2026-07-01T12:00:00+02:00`;
  return [{ severity: 'tolerated', node: root, path: root.name, problem }];
}

function doctypeFaults(root: XmlElement, text: string): Fault[] {
  if (text.includes('<!DOCTYPE')) return [];
  return [{ severity: 'tolerated', node: root, path: 'document', problem: 'has no DOCTYPE' }];
}

/** The reader counts lines without the white space before the document and without its DOCTYPE. */
function faultLine(text: string, { reason, detail }: PunchOutError): number {
  const counted = /^line (\d+),/.exec(detail);
  if (!counted) return lineAt(text, faultIndex(text, reason, detail));
  const before = lineEndsIn(text.slice(0, text.length - text.trimStart().length));
  const doctype = /<!DOCTYPE[^>]*>/.exec(text);
  const line = Number(counted[1]) + before;
  return doctype && line >= lineAt(text, doctype.index) ? line + lineEndsIn(doctype[0]) : line;
}

function faultIndex(text: string, reason: string, detail: string): number {
  if (detail.startsWith('a reference')) return text.search(/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i);
  if (detail.startsWith('the document ends')) return text.trimEnd().length;
  if (detail.startsWith('a character')) return text.search(/[^\P{Cc}\t\n\r]/u);
  return reason === 'forbidden_document' ? text.search(/<!(?!--|\[CDATA\[)/) : 0;
}
