import { PunchOutError } from '../punchout/punchout-error.ts';

/** In plain words what the validator says; what it says has names of the document in it. */
const faultWords: readonly [message: RegExp, words: string][] = [
  [/^Expected closing tag/, 'a closing tag is not that of the element that is open'],
  [/^Closing tag .* has not been opened\.$/s, 'a closing tag of an element that was not opened'],
  [/^(Tag|Closing tag) |^Invalid space/, 'a tag that is not written as XML has it'],
  [/ is repeated\.$/, 'an attribute comes twice'],
  [/ open quote\.$/, 'the quote around an attribute is not closed'],
  [/^(boolean attribute|Attribute) /i, 'an attribute that is not written name="value"'],
  [/^char '&'/, 'a "&" that is not written &amp;'],
  [/^char /, 'text outside the root element'],
  [/^Extra text/, 'text behind the root element'],
  [/^Multiple/, 'a document has exactly one root element'],
  [/^XML declaration/, 'an XML declaration that is not at the beginning'],
];

interface ValidatorFault {
  msg: string;
  line: number;
  col: number;
}

/** Where and what kind, but none of the text: it may be a secret with a stray "<" or "&". */
export function xmlFault({ msg, line, col }: ValidatorFault, text: string): PunchOutError {
  const words = faultWords.find(([message]) => message.test(msg))?.[1] ?? 'this is no XML';
  const place = `line ${line}, column ${col}: `;
  return new PunchOutError('malformed_document', wholeFault(msg, text) ?? place + words);
}

/** A fault of the whole, for which the validator has no place, or that of its first element. */
function wholeFault(message: string, text: string): string | undefined {
  if (text.trim() === '') return 'the document is empty';
  if (message.startsWith('Start tag expected')) return 'the document has no element';
  return /^(Unclosed tag|Invalid ')/.test(message)
    ? 'the document ends before its elements are closed'
    : undefined;
}
