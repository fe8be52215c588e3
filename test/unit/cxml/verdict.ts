import { readDocument } from '../../../src/cxml/read-document.ts';
import { PunchOutError } from '../../../src/punchout/punchout-error.ts';

/** `read`, or the reason of the refusal. Any other failure is one of ours and is thrown on. */
export function verdictOn(bytes: Buffer): string {
  try {
    readDocument(bytes, 'text/xml');
    return 'read';
  } catch (thrown) {
    if (thrown instanceof PunchOutError) return thrown.reason;
    throw thrown;
  }
}
