import type { CatalogueItem } from '../../punchout/catalogue-item.ts';
import { type MappedLine, mapItem } from '../../punchout/map-cart.ts';
import { type Decimal, divide, equals, multiply } from '../../punchout/money.ts';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import { itemValues } from '../new-item.ts';
import { ociReturnProtocol } from '../return-protocol.ts';
import { type CatalogueEntry, catalogueJson } from './catalogue-json.ts';
import type { CataloguePortion } from './catalogue-portions.ts';
import type { OciVisit } from './function-call.ts';

/** What became of the articles of a download. */
export interface Tally {
  sent: number;
  leftOut: number;
  /** Why the first article was left out. */
  firstFault: string | undefined;
}

/**
 * Articles as they are sent. One that cannot be read or mapped is left out and counted: it must not cost the buyer the
 * others, and 100,000 of them must not fill the log.
 */
export function catalogueEntries(portion: CataloguePortion, visit: OciVisit, tally: Tally): object[] {
  for (const { article, fault } of portion.unread) leaveOut(article, fault, tally);
  return portion.items.flatMap((item, index) => {
    try {
      const entry = catalogueJson(entryOf(item, portion.start + index + 1, portion, visit));
      tally.sent += 1;
      return [entry];
    } catch (thrown) {
      if (!(thrown instanceof PunchOutError)) throw thrown;
      leaveOut(item.product.number ?? item.key, thrown, tally);
      return [];
    }
  });
}

function leaveOut(article: string, { reason, detail }: PunchOutError, tally: Tally): void {
  tally.leftOut += 1;
  tally.firstFault ??= `${article}: ${reason}, ${detail}`;
}

/** @throws PunchOutError `unit_unmapped`, `field_*`, `cart_price_unrepresentable` */
function entryOf(
  item: CatalogueItem,
  position: number,
  portion: CataloguePortion,
  visit: OciVisit,
): CatalogueEntry {
  // Nothing brings these lines back: no reference names them.
  const input = { ...visit, ...portion, item, position, referenceOf: () => '' };
  // JSON is UTF-8, whatever charset the System has for its forms.
  const rules = { ...ociReturnProtocol.cartRules(visit), written: undefined };
  const line = mapItem(input, rules);
  const scales = scalesOf(item, line, rules.prices.maximumDecimals);
  return { values: itemValues(line, position), taxRate: line.taxRate, scales };
}

/** Left out where the buyer counts in another unit than the shop: a scale may end within one of the buyer's units. */
function scalesOf({ scales, quantity }: CatalogueItem, line: MappedLine, decimals: number) {
  if (!equals(line.quantity, quantity)) return [];
  return scales.map(({ from, to, netTotal }) => ({
    ...{ from, to },
    price: scalePrice(multiply(netTotal, line.priceUnit), from, decimals),
  }));
}

const mostDecimals = 6;

/** All scales have the price unit of the article: where the usual decimals do not suffice, a price has more. */
function scalePrice(value: Decimal, quantity: Decimal, decimals: number): Decimal {
  const price = divide(value, quantity, decimals);
  const fits = decimals >= mostDecimals || equals(multiply(price, quantity), value);
  return fits ? price : scalePrice(value, quantity, decimals + 1);
}
