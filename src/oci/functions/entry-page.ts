import type { EntryPage } from '../../punchout/session.ts';
import type { OciCall } from '../start-request.ts';
import { demanded } from './function-call.ts';

/** No search of a shop reads more, and the term travels in an address. */
const longestTerm = 255;

/**
 * Where a visit begins: `DETAIL` opens an article that was sent before, `SOURCING` what the shop finds; the buyer goes
 * on from there as in any visit. VENDOR, which may come with SOURCING, means nothing here: there is one supplier.
 * @throws PunchOutError `parameter_missing`
 */
export function entryPage(call: OciCall): EntryPage {
  if (call.functionName === 'DETAIL') return { kind: 'product', number: demanded(call, 'PRODUCTID') };
  return call.functionName === 'SOURCING' ? { kind: 'search', term: searchTerm(call) } : { kind: 'home' };
}

/** @throws PunchOutError `parameter_missing` */
export function searchTerm(call: OciCall): string {
  return demanded(call, 'SEARCHSTRING').slice(0, longestTerm);
}
