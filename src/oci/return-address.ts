import { decodeForm, type FormPair } from '../http/form.ts';
import { isSapEvent } from '../punchout/return-url.ts';
import type { OciSystem } from '../punchout/system.ts';

export interface ReturnAddress {
  action: string;
  inputs: FormPair[];
}

const maxFields = 1000;

/**
 * Where a form goes, and which of its inputs come from the query of that address (OCI 4.0: HOOK_URL). A call that is
 * answered at once may have had no address.
 */
export function returnAddress(address: string, mode: OciSystem['hookUrl']): ReturnAddress {
  if (mode === 'as-is' || address === '' || isSapEvent(address)) return { action: address, inputs: [] };
  const url = new URL(address);
  const inputs = decodeForm(Buffer.from(url.search.slice(1)), { maxFields });
  if (mode === 'split') url.search = '';
  return { action: url.href, inputs };
}
