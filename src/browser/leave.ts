import { sendAutoPostPage } from '../http/auto-post-page.ts';
import type { Context } from '../http/context.ts';
import { decodeForm, type FormPair } from '../http/form.ts';
import { logInboxFailure } from '../http/log-inbox-failure.ts';
import { readBody } from '../http/read-body.ts';
import { cancelSession } from '../punchout/cancel-session.ts';
import type { MappedCart } from '../punchout/map-cart.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { returnCart } from '../punchout/return-cart.ts';
import { manyFields, type ReturnForm } from '../punchout/session.ts';
import type { Visit } from '../punchout/visit.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { logMended } from './log-mended.ts';
import { type BrowserPorts, formKey } from './ports.ts';
import { sendLeftPage } from './visit-pages.ts';
import { withVisit } from './with-visit.ts';

const largeForm = `Many receivers read 1,000 fields of a form and lose the rest. Send fewer fields of an article, or raise that limit at the buyer (max_input_vars of PHP).`;

/** The button "transfer cart". */
export async function transfer(context: Context, ports: BrowserPorts): Promise<void> {
  context.state.served = 'return';
  await withVisit(context, ports, async (visit) => {
    const pairs = await ownForm(context, visit, ports);
    const emptied = pairs.some(([name, value]) => name === 'emptied' && value === 'yes');
    const onReturned = (cart: MappedCart) => logMended(context.state.log, visit, cart);
    const onInboxFailed = logInboxFailure(context.state.log, visit.system.name);
    const form = await returnCart(visit, ports, { emptied, onReturned, onInboxFailed });
    logReturn(context, form, visit);
    sendAutoPostPage(context, form, frameAncestorsOf(visit.system));
  });
}

/** What is too much for many receivers is sent all the same, and told: the buyer's side alone can mend it. */
function logReturn({ state }: Context, { fields }: ReturnForm, { session, system }: Visit): void {
  const returned = { event: 'cart_returned', session: session.id, system: system.name };
  if (fields.length <= manyFields) state.log.info(returned);
  else state.log.warn({ ...returned, fields: fields.length, advice: largeForm });
}

/** The button "leave". */
export async function cancel(context: Context, ports: BrowserPorts): Promise<void> {
  context.state.served = 'cancel';
  await withVisit(context, ports, async (visit) => {
    await ownForm(context, visit, ports);
    const form = await cancelSession(visit, ports);
    context.state.log.info({
      event: 'session_cancelled',
      session: visit.session.id,
      system: visit.system.name,
    });
    if (form) sendAutoPostPage(context, form, frameAncestorsOf(visit.system));
    else sendLeftPage(context, visit);
  });
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
