import type { Logger } from 'pino';
import type { Context } from '../../http/context.ts';
import type { Cart, CartItem } from '../../punchout/cart.ts';
import { toShopQuantity } from '../../punchout/convert-unit.ts';
import type { MappedLine } from '../../punchout/map-cart.ts';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import type { CartWish } from '../../punchout/session.ts';
import type { Shop } from '../../punchout/shop.ts';
import { parameter } from '../login-request.ts';
import type { OciCall } from '../start-request.ts';
import { articleForm, articleLines } from './article-lines.ts';
import { demanded, type FunctionPorts, type OciVisit, visitForAnswer } from './function-call.ts';
import { sendArticlePage } from './function-pages.ts';
import { readQuantity } from './read-quantity.ts';
import { unitNotes } from './unit-notes.ts';

interface Place {
  visit: OciVisit;
  shop: Shop;
  log: Logger;
}

interface Offer {
  cart: Cart;
  items: CartItem[];
  lines: MappedLine[];
}

/**
 * VALIDATE: one article with its price for a quantity, as the shop's own cart has it for the customer. A quantity that
 * the shop does not sell comes back as the shop corrected it. Shipping and what the shop takes off a whole cart are no
 * part of it. OCI has no word for "no": an article that the shop does not sell, or that cannot be mapped, is answered
 * by a page without data; the operator reads why it could not be mapped.
 *
 * QUANTITYCHECK is answered alike. That it has the parameters of VALIDATE is an assumption: it is known by name only.
 * @throws PunchOutError `parameter_missing`, `return_url_forbidden`, `license_*`, `customer_license_*`, `shop_*`
 */
export async function answerValidate(context: Context, call: OciCall, ports: FunctionPorts): Promise<number> {
  const wish = articleWish(call);
  const visit = await visitForAnswer(call, ports);
  const shop = ports.shops.byName(visit.system.shop).speaking(visit.system);
  const { log } = context.state;
  const { cart, items, lines } = await offer(wish, { visit, shop, log });
  const notes = unitNotes({ visit, ports, log });
  notes.read(items);
  await notes.keep();
  const title = call.functionName ?? 'VALIDATE';
  sendArticlePage(context, { title, form: articleForm(lines, cart, visit), hits: lines.length });
  return lines.length;
}

/** @throws PunchOutError `parameter_missing` */
function articleWish(call: OciCall): CartWish {
  const number = demanded(call, 'PRODUCTID');
  const text = parameter(call.request, 'QUANTITY') ?? '1';
  const quantity = readQuantity(text);
  if (quantity === undefined)
    throw new PunchOutError('parameter_missing', `QUANTITY ${text.slice(0, 40)} is no number above zero`);
  return { number, quantity };
}

/** That the buyer's unit is another one is known once the article is mapped: then its quantity is asked for anew. */
async function offer(wish: CartWish, place: Place): Promise<Offer> {
  const offered = await offerOf(wish, place);
  const factor = offered.lines[0]?.source.factor;
  if (factor === undefined) return offered;
  return await offerOf({ ...wish, quantity: toShopQuantity(wish.quantity, factor) }, place);
}

/** The line that the article makes in a cart of its own; no line where the shop does not sell it. */
async function offerOf(wish: CartWish, { visit, shop, log }: Place): Promise<Offer> {
  const { contextToken } = await shop.openSession(visit.customer);
  const [filled] = await shop.fillCart(contextToken, [wish]);
  const cart = await shop.readCart(contextToken);
  const items = cart.items.filter(({ key }) => key === filled?.key);
  return { cart, items, lines: articleLines(items, { currency: cart, visit, log }) };
}
