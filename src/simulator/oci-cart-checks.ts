import type { FormPair } from '../http/form.ts';
import { add, type Decimal, decimal, divide, isDecimal, multiply, round } from '../punchout/money.ts';
import { type Check, faultless, judged } from './check.ts';
import { counted } from './counted.ts';
import { itemFaults, itemsOf, type OciItem, spelledForm } from './oci-items.ts';
import { type OciBuyer, parametersOf } from './oci-request.ts';
import type { ReceivedCart } from './receive-cart.ts';

const controlNames = ['~OKCODE', '~CALLER', '~TARGET', 'RETURNTARGET'];

/** What holds for a cart that came back by OCI. */
export function ociCartChecks(received: ReceivedCart, buyer: OciBuyer): Check[] {
  const { fields, faults } = spelledForm(received.fields, buyer.startIndex);
  const items = [...itemsOf(fields).values()];
  const sum = items.map(lineValue).reduce((total, value) => add(total, value), '0');
  const currencies = [...new Set(items.flatMap((item) => item.get('CURRENCY') ?? []))];
  return [
    judged('cart.items', items.length > 0, counted(items.length, 'item')),
    faultless(
      'cart.fields',
      [...faults, ...itemFaults(fields, buyer.startIndex)],
      counted(received.fields.length, 'field'),
    ),
    controlCheck(fields, buyer),
    hookUrlCheck([...received.query, ...fields], buyer),
    judged(
      'cart.currency',
      currencies.length === 1,
      `${currencies.join(', ') || 'none'}, in all ${round(sum, 2)}`,
    ),
  ];
}

function lineValue(item: OciItem): Decimal {
  const [price, quantity, unit] = ['PRICE', 'QUANTITY', 'PRICEUNIT'].map((name) => item.get(name) || '1');
  if (!price || !quantity || !unit || ![price, quantity, unit].every(isDecimal)) return '0';
  if (Number(unit) === 0) return '0';
  return divide(multiply(decimal(price), decimal(quantity)), decimal(unit), 2);
}

function controlCheck(fields: readonly FormPair[], buyer: OciBuyer): Check {
  const sent = parametersOf(buyer).filter(([name]) => controlNames.includes(name.toUpperCase()));
  const faults = sent.flatMap(([name, value]) => {
    const back = fields.find(([candidate]) => candidate === name)?.[1];
    return back === value ? [] : [`${name} ${back === undefined ? 'is missing' : `is "${back}"`}`];
  });
  return faultless('cart.control-fields', faults, sent.map(([name]) => name).join(', ') || 'none were sent');
}

/** Its parameters come with the address or as fields; they tell the buyer's system which requisition it is. */
function hookUrlCheck(came: readonly FormPair[], { hookUrl }: OciBuyer): Check {
  const sent = [...(URL.parse(hookUrl)?.searchParams ?? [])];
  const lost = sent.filter(([name, value]) => !came.some((pair) => pair[0] === name && pair[1] === value));
  const faults = lost.map(([name]) => `${name} is missing`);
  return faultless('cart.hook-url', faults, sent.map(([name]) => name).join(', ') || 'it has no query');
}
