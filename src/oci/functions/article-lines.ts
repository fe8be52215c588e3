import type { Logger } from 'pino';
import { logRefusal } from '../../http/request-log.ts';
import type { Cart, CartItem } from '../../punchout/cart.ts';
import { type MappedCart, type MappedLine, mapItem } from '../../punchout/map-cart.ts';
import { add } from '../../punchout/money.ts';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import type { ReturnForm } from '../../punchout/session.ts';
import { ociReturnProtocol } from '../return-protocol.ts';
import type { OciVisit } from './function-call.ts';

type Currency = Pick<Cart, 'currency' | 'currencyDecimals'>;

/**
 * Articles of the shop as lines that can be sent. An article that cannot be mapped or written is left out, and the
 * operator reads why: one article without a unit must not cost the buyer the others. Lines have no reference: nothing
 * brings them back.
 */
export function articleLines(
  items: readonly CartItem[],
  { currency, visit, log }: { currency: Currency; visit: OciVisit; log: Logger },
): MappedLine[] {
  const lines: MappedLine[] = [];
  for (const item of items) {
    try {
      lines.push(articleLine(item, lines.length + 1, currency, visit));
    } catch (thrown) {
      if (!(thrown instanceof PunchOutError)) throw thrown;
      logRefusal(log, thrown, { system: visit.system.name, article: item.product.number });
    }
  }
  return lines;
}

/** The form of these lines, written as a returning cart is. */
export function articleForm(lines: MappedLine[], currency: Currency, visit: OciVisit): ReturnForm {
  const { currency: code, currencyDecimals } = currency;
  const cart: MappedCart = {
    currency: code,
    currencyDecimals,
    lines,
    total: add(...lines.map(({ total }) => total)),
    shipping: undefined,
    tax: add(...lines.map(({ tax }) => tax)),
  };
  return ociReturnProtocol.returnForm(cart, visit);
}

/** @throws PunchOutError `unit_unmapped`, `field_*`, `cart_price_unrepresentable` */
function articleLine(item: CartItem, position: number, currency: Currency, visit: OciVisit): MappedLine {
  const input = { ...visit, ...currency, item, position, referenceOf: () => '' };
  const line = mapItem(input, ociReturnProtocol.cartRules(visit));
  articleForm([line], currency, visit);
  return line;
}
