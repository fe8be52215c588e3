import type { Context } from '../http/context.ts';
import { decodeForm, type FormPair } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { readBody } from '../http/read-body.ts';
import { sendRefusalPage } from '../http/refusal-page.ts';
import { logRefusal } from '../http/request-log.ts';
import { CartChanged } from '../punchout/cart-news.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import { contextHashOf, type Visit, visitOf } from '../punchout/visit.ts';
import { readBrowserKey } from './app-cookie.ts';
import type { EntryPorts } from './ports.ts';
import { shopAddress } from './shop-address.ts';

export const returnPath = '/punchgate/app/return';
export const leavePath = '/punchgate/app/leave';

/** The shop's button "transfer cart": its page shows which session it is, and nothing else of it is believed. */
export async function transfer(context: Context, ports: EntryPorts): Promise<void> {
  context.state.served = 'return';
  await withVisit(context, ports, async (visit, pairs) => {
    const emptied = pairs.some(([name, value]) => name === 'emptied' && value === 'yes');
    await ports.endings.sendReturn(context, visit, { ...ports, emptied });
  });
}

/** The shop's button "leave". */
export async function leave(context: Context, ports: EntryPorts): Promise<void> {
  context.state.served = 'cancel';
  await withVisit(context, ports, (visit) => ports.endings.sendCancel(context, visit, ports));
}

async function withVisit(
  context: Context,
  ports: EntryPorts,
  serve: (visit: Visit, pairs: FormPair[]) => Promise<void>,
): Promise<void> {
  let visit: Visit | undefined;
  let token = '';
  try {
    const pairs = decodeForm(await readBody(context.req, 2048, 'form_too_large'), { maxFields: 5 });
    token = pairs.find(([name]) => name === 'token')?.[1] ?? '';
    visit = await visitOfToken(token, ports);
    await assertSameBrowser(visit, readBrowserKey(context), ports);
    await servedOnce(visit, (current) => serve(current, pairs), ports);
    await released(context, { visit, token }, ports);
  } catch (thrown) {
    const error = asPunchOutError(thrown);
    logRefusal(context.state.log, error);
    const actions = visit && wayOn(error.reason, { visit, token }, ports);
    const note = error instanceof CartChanged ? ports.endings.noticeList(error.notices, true) : undefined;
    const { reference } = context.state;
    sendRefusalPage(context, error, { reference, frameAncestors: [], actions, note });
  }
}

/** Of two presses at a time the first one ends the visit, and the shop shows the second one no cart any more. */
async function servedOnce(
  visit: Visit,
  serve: (visit: Visit) => Promise<void>,
  { sessions }: EntryPorts,
): Promise<void> {
  try {
    await serve(visit);
  } catch (thrown) {
    const session = await sessions.byId(visit.session.id);
    if (!session || session.status === visit.session.status) throw thrown;
    await serve({ ...visit, session });
  }
}

/** The buyer's browser still stands in the shop: it must not go on there as the customer. The cart goes whatever comes of it. */
async function released(
  context: Context,
  { visit: { session, system }, token }: { visit: Visit; token: string },
  { shops }: EntryPorts,
): Promise<void> {
  try {
    await shops.byName(system.shop).speaking(system).releaseSession(token);
  } catch (thrown) {
    const { reason, message } = asPunchOutError(thrown);
    const advice = `The visit has ended, but its session in the shop is still the customer's: until the browser logs out there, or for the life of the shop's sessions.`;
    context.state.log.warn({
      event: 'session_not_released',
      session: session.id,
      reason,
      detail: message,
      advice,
    });
  }
}

/** @throws PunchOutError `session_unknown` */
async function visitOfToken(token: string, ports: EntryPorts): Promise<Visit> {
  const session = token && (await ports.sessions.byContextToken(contextHashOf(token, ports)));
  if (!session) throw new PunchOutError('session_unknown', 'no visit has that session of the shop');
  return await visitOf(session, ports.systems);
}

/**
 * The token alone names the visit, for browsers that keep no cookie of ours; one that has begun another visit since is
 * in that one.
 * @throws PunchOutError `session_replaced`
 */
async function assertSameBrowser(
  { session }: Visit,
  key: string | undefined,
  { sessions, vault }: EntryPorts,
): Promise<void> {
  if (key === undefined) return;
  const entry = await sessions.entryOf(session.id);
  if (entry?.browserKeyHash !== vault.hash(key))
    throw new PunchOutError(
      'session_replaced',
      `the form is of ${session.id}, the browser is in another visit`,
    );
}

/** Back to the shop, or out of a visit that cannot go on: the buyer's requisition stays as it is then. */
function wayOn(
  reason: Reason,
  { visit, token }: { visit: Visit; token: string },
  ports: EntryPorts,
): Html | undefined {
  const { session, system } = visit;
  const shop = ports.shops.byName(system.shop);
  if (session.status === 'returned') return button(returnPath, { token }, 'Show the returned cart again');
  if (session.status !== 'open') return undefined;
  const page = reason === 'cart_empty' ? shop.homePath : shop.cartPath;
  const back = html`<a class="button quiet" href="${shopAddress(shop, page)}">Back to the shop</a>`;
  if (reason === 'session_replaced') return back;
  const isEmptied = reason === 'cart_empty' && session.operation === 'edit';
  const transfer =
    (isEmptied && button(returnPath, { token, emptied: 'yes' }, 'Remove all lines')) ||
    (reason !== 'cart_empty' && button(returnPath, { token }, 'Transfer cart'));
  const out = button(leavePath, { token }, 'Back to your procurement system');
  return reason === 'session_expired' ? out : html`${transfer}${back}${out}`;
}

function button(action: string, fields: Record<string, string>, label: string): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${action}">${hidden}<button type="submit">${label}</button></form>`;
}
