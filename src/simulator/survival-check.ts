import { parseDocument } from '../cxml/read-document.ts';
import { readOrderMessage } from '../cxml/read-order-message.ts';
import { readItems } from '../oci/read-items.ts';
import type { FieldFate } from '../profiles/field-fate.ts';
import type { Profile } from '../profiles/profile.ts';
import { type Survival, survivalOf } from '../profiles/survival.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import type { WireCart } from '../punchout/wire-cart.ts';
import { type Check, faultless, skipped } from './check.ts';
import { documentsIn } from './cxml-cart-checks.ts';
import type { ReceivedCart } from './receive-cart.ts';

/** What the platform of the profile makes of a received cart. */
export function survivalCheck({ fields }: ReceivedCart, profile: Profile | undefined): Check[] {
  if (!profile) return skipped('no profile is given', 'cart.receiver');
  try {
    const cart = profile.protocol === 'oci' ? readItems(fields) : orderMessageIn({ fields, query: [] });
    const { lines, cart: whole, ask } = survivalOf(cart, profile.receives);
    const fates = lines.flatMap(({ line, fields: all }) => all.map((field) => ({ line, ...field })));
    const dropped = [...new Set(fates.filter(({ fate }) => fate === 'dropped').map(({ field }) => field))];
    const untaken = dropped.length > 0 ? [`it does not take ${dropped.join(', ')}`] : [];
    return [
      faultless('cart.receiver', lossesOf(fates, whole), [profile.title, ...untaken, ...ask].join('; ')),
    ];
  } catch (thrown) {
    return [faultless('cart.receiver', [asPunchOutError(thrown).detail], '')];
  }
}

function orderMessageIn({ fields }: ReceivedCart): WireCart {
  return { ...readOrderMessage(parseDocument(documentsIn(fields)[0] ?? '')), formFields: fields.length };
}

type LineFate = FieldFate & { line: number };

/** A field that a platform takes no notice of does no harm. */
function lossesOf(fates: readonly LineFate[], cart: Survival['cart']): string[] {
  const harmless = ['kept', 'changed', 'dropped'];
  const lost = fates.filter(({ fate }) => !harmless.includes(fate));
  return [
    ...cart.map(({ fate, reason }) => `${fate}: ${reason}`),
    ...lost.map(({ line, field, fate, reason = '' }) => `line ${line}: ${field} ${fate}, ${reason}`),
  ];
}
