import { cartDocuments } from '../cxml/cart-documents.ts';
import { readDocument } from '../cxml/read-document.ts';
import { readOrderMessage } from '../cxml/read-order-message.ts';
import { readCartFields } from '../oci/read-cart-fields.ts';
import type { FieldFate } from '../profiles/field-fate.ts';
import type { Profile } from '../profiles/profile.ts';
import { type Survival, survivalOf } from '../profiles/survival.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import type { WireCart } from '../punchout/wire-cart.ts';
import { type Check, faultless, skipped } from './check.ts';
import type { ReceivedCart } from './receive-cart.ts';

/** What the platform of the profile makes of a received cart. */
export function survivalCheck({ fields }: ReceivedCart, profile: Profile | undefined): Check[] {
  if (!profile) return skipped('no profile is given', 'cart.receiver');
  try {
    const cart = profile.protocol === 'oci' ? readCartFields(fields) : messageCart(fields);
    const { lines, cart: whole, ask } = survivalOf(cart, profile.receives);
    const fates = lines.flatMap(({ line, fields: all }) => all.map((field) => ({ line, ...field })));
    const ignored = [...new Set(fates.filter(isIgnored).map(({ field }) => field))];
    const untaken = ignored.length > 0 ? [`it does not take ${ignored.join(', ')}`] : [];
    return [
      faultless('cart.receiver', lossesOf(fates, whole), [profile.title, ...untaken, ...ask].join('; ')),
    ];
  } catch (thrown) {
    return [faultless('cart.receiver', [asPunchOutError(thrown).detail], '')];
  }
}

function messageCart(fields: ReceivedCart['fields']): WireCart {
  const [document = Buffer.alloc(0)] = cartDocuments(fields);
  return { ...readOrderMessage(readDocument(document, '')), formFields: fields.length };
}

type LineFate = FieldFate & { line: number };

/** A field that a platform takes no notice of does no harm; one that it drops for its value or its name does. */
function isIgnored({ fate, reason }: FieldFate): boolean {
  return fate === 'dropped' && reason === 'is not taken over';
}

function lossesOf(fates: readonly LineFate[], cart: Survival['cart']): string[] {
  const lost = fates.filter(
    (field) => field.fate !== 'kept' && field.fate !== 'changed' && !isIgnored(field),
  );
  return [
    ...cart.map(({ fate, reason }) => `${fate}: ${reason}`),
    ...lost.map(({ line, field, fate, reason = '' }) => `line ${line}: ${field} ${fate}, ${reason}`),
  ];
}
