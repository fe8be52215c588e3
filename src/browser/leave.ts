import { sendAutoPostPage } from '../http/auto-post-page.ts';
import type { Context } from '../http/context.ts';
import { decodeForm, type FormPair } from '../http/form.ts';
import { logInboxFailure } from '../http/log-inbox-failure.ts';
import { readBody } from '../http/read-body.ts';
import { cancelSession } from '../punchout/cancel-session.ts';
import type { MappedCart } from '../punchout/map-cart.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { type ReturnCartPorts, returnCart } from '../punchout/return-cart.ts';
import { manyFields, type ReturnForm } from '../punchout/session.ts';
import { transferCart } from '../punchout/transfer-cart.ts';
import type { Visit } from '../punchout/visit.ts';
import { formForWindow } from './form-for-window.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { logMended } from './log-mended.ts';
import { logRenewed } from './log-renewed.ts';
import { type BrowserPorts, formKey } from './ports.ts';
import { sendCartNews, sendTransferFailure } from './transfer-pages.ts';
import { sendLeftPage } from './visit-pages.ts';
import { withVisit } from './with-visit.ts';

const lastCartAdvice = `The shop could not show the cart, and the buyer sent the one that was read last, as the System allows (lastCart). The shop has not confirmed its prices.`;

const largeFormAdvice = `Many receivers read 1,000 fields of a form and lose the rest. Send fewer fields of an article, or raise that limit at the buyer (max_input_vars of PHP).`;

/** The button "transfer cart". */
export async function transfer(context: Context, ports: BrowserPorts): Promise<void> {
  context.state.served = 'return';
  await withVisit(context, ports, async (visit) => {
    const pairs = await ownForm(context, visit, ports);
    const emptied = pairs.some(([name, value]) => name === 'emptied' && value === 'yes');
    const lastCart = pairs.find(([name, value]) => name === 'lastCart' && /^\d{1,15}$/.test(value))?.[1];
    const choices = { emptied, lastCart: lastCart === undefined ? undefined : Number(lastCart) };
    try {
      const transfer = await transferCart(visit, ports, { ...choices, ...tellers(context, visit) });
      if ('form' in transfer) sendForm(context, transfer.form, visit);
      else await sendCartNews(context, visit, { told: transfer, ports });
    } catch (thrown) {
      await sendTransferFailure(context, thrown, { visit, ports });
    }
  });
}

/** The cart goes back, or the page of a visit that has ended is shown again. @throws PunchOutError */
export async function sendReturn(
  context: Context,
  visit: Visit,
  { emptied, ...ports }: ReturnCartPorts & { emptied: boolean },
): Promise<void> {
  sendForm(context, await returnCart(visit, ports, { emptied, ...tellers(context, visit) }), visit);
}

/** They write what the operator must know. */
function tellers(context: Context, visit: Visit) {
  const { log } = context.state;
  const { session, system } = visit;
  return {
    onReturned(cart: MappedCart, { asOf, now }: { asOf: number | undefined; now: number }) {
      logMended(log, visit, cart);
      if (asOf === undefined) return;
      const age = { asOf: new Date(asOf).toISOString(), ageSeconds: Math.round((now - asOf) / 1000) };
      log.warn({
        event: 'last_cart_returned',
        session: session.id,
        system: system.name,
        ...age,
        advice: lastCartAdvice,
      });
    },
    onRenewed: () => logRenewed(context, visit),
    onInboxFailed: logInboxFailure(log, system.name),
  };
}

function sendForm(context: Context, form: ReturnForm, visit: Visit): void {
  logReturn(context, form, visit);
  sendAutoPostPage(context, formForWindow(context, form), frameAncestorsOf(visit.system));
}

/** What is too much for many receivers is sent all the same, and told: the buyer's side alone can mend it. */
function logReturn({ state }: Context, { fields }: ReturnForm, { session, system }: Visit): void {
  const returned = { event: 'cart_returned', session: session.id, system: system.name };
  if (fields.length <= manyFields) state.log.info(returned);
  else state.log.warn({ ...returned, fields: fields.length, advice: largeFormAdvice });
}

/** The button "leave". */
export async function cancel(context: Context, ports: BrowserPorts): Promise<void> {
  context.state.served = 'cancel';
  await withVisit(context, ports, async (visit) => {
    await ownForm(context, visit, ports);
    await sendCancel(context, visit, ports);
  });
}

/** The visit ends without a cart. @throws PunchOutError */
export async function sendCancel(context: Context, visit: Visit, ports: ReturnCartPorts): Promise<void> {
  const { session, system } = visit;
  const form = await cancelSession(visit, ports);
  context.state.log.info({ event: 'session_cancelled', session: session.id, system: system.name });
  if (form) sendAutoPostPage(context, formForWindow(context, form), frameAncestorsOf(system));
  else sendLeftPage(context, visit);
}

/** The cookie of a browser inside a foreign frame comes with foreign requests too: the form's own key must come along. */
async function ownForm(context: Context, { session }: Visit, ports: BrowserPorts): Promise<FormPair[]> {
  const pairs = decodeForm(await readBody(context.req, 1024, 'form_too_large'), { maxFields: 5 });
  const key = pairs.find(([name]) => name === 'key')?.[1];
  if (key !== formKey(session.id, ports)) {
    throw new PunchOutError(
      'session_replaced',
      `the form is not of ${session.id}, which the browser is in now`,
    );
  }
  return pairs;
}
