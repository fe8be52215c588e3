import type { Context } from '../http/context.ts';
import { type Html, html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { StoredSystem } from '../punchout/ports.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import type { PunchOutSession } from '../punchout/session.ts';
import { isFresh, type ShopApp, shopAppOf, webRequest } from './app-server.ts';
import type { ShopAppPorts } from './ports.ts';
import { answerCall, refuseStranger } from './refuse-call.ts';

const shownVisits = 20;
const readVisits = 200;
const shownCustomers = 20;

/**
 * The module of the App in the Administration, in a frame there: the Systems of the shop and its last visits. The address
 * is signed for some minutes; there is no cookie.
 */
export async function sendAdminPage(context: Context, name: string, ports: ShopAppPorts): Promise<void> {
  context.state.served = 'app admin page';
  await answerCall(context, async () => {
    const app = await shopAppOf(name, ports);
    const origin = await signedOrigin(context, app);
    if (origin === undefined || !isFresh(context.query.timestamp, ports.surroundings.now()))
      return refuseStranger(
        context,
        `admin page of ${name}: not signed by its shop, or not within these minutes`,
      );
    const systems = (await ports.systems.list()).filter(({ system }) => system.shop === name);
    const body = html`<h1>Punchgate</h1>
${await Promise.all(systems.map((stored) => systemPart(stored, app, ports)))}
${systems.length === 0 && html`<p>No System opens this shop yet. punchgate system new makes one.</p>`}
<h2>Last visits</h2>
${visitsPart(await lastVisits(systems, ports), systems, ports.surroundings.now())}`;
    // The Administration shows a loading page until it hears of us.
    const script = html`parent.postMessage('sw-app-loaded', '*');`;
    sendPage(context, 200, { title: 'Punchgate', body, frameAncestors: [origin], script });
  });
}

/** Origin of the shop that has signed the address; undefined where none has. */
async function signedOrigin(context: Context, app: ShopApp): Promise<string | undefined> {
  try {
    const { shop } = await app.server.contextResolver.fromBrowser(await webRequest(context, app));
    return shop.isRegistrationConfirmed() ? new URL(shop.getShopUrl()).origin : undefined;
  } catch {
    return undefined;
  }
}

async function systemPart(stored: StoredSystem, { shop }: ShopApp, ports: ShopAppPorts): Promise<Html> {
  const { system, fingerprint } = stored;
  const customers = system.customers.slice(0, shownCustomers);
  const states = await Promise.all(
    customers.map(async (customer) => {
      const question = { website: shop.website, systemId: system.id, fingerprint, customerId: customer.id };
      return html`<li>${customer.name ?? customer.id}: ${await licenseState(question, ports)}</li>\n`;
    }),
  );
  const more = system.customers.length - customers.length;
  return html`<h2>${system.title ?? system.name}</h2>
<p>${system.name}, ${system.protocol}, ${system.active ? 'active' : 'switched off'}<br><small>${fingerprint}</small></p>
<ul>${states}${more > 0 && html`<li>and ${more} more customers</li>`}</ul>`;
}

async function licenseState(
  question: Parameters<ShopAppPorts['licenses']['verdict']>[0],
  { licenses }: ShopAppPorts,
): Promise<string> {
  try {
    const verdict = await licenses.verdict(question);
    return verdict.valid ? 'licensed' : `not licensed (${verdict.reason}: ${verdict.detail})`;
  } catch (thrown) {
    return `license unknown (${asPunchOutError(thrown).reason})`;
  }
}

async function lastVisits(systems: readonly StoredSystem[], ports: ShopAppPorts): Promise<PunchOutSession[]> {
  const ids = new Set(systems.map(({ system }) => system.id));
  const newest = await ports.sessions.list({ limit: readVisits });
  return newest.filter(({ systemId }) => ids.has(systemId)).slice(0, shownVisits);
}

function visitsPart(visits: readonly PunchOutSession[], systems: readonly StoredSystem[], now: number): Html {
  if (visits.length === 0) return html`<p>None yet.</p>`;
  const names = new Map(systems.map(({ system }) => [system.id, system.name]));
  const rows = visits.map((visit) => {
    const started = new Date(visit.createdAt).toISOString().slice(0, 16).replace('T', ' ');
    return html`<li>${started} UTC, ${names.get(visit.systemId)}: ${stateOf(visit, now)}</li>\n`;
  });
  return html`<ul>${rows}</ul>`;
}

function stateOf({ status, enteredAt, startUntil, expiresAt }: PunchOutSession, now: number): string {
  if (status !== 'open') return status;
  if (enteredAt === undefined) return now < startUntil ? 'waits for the buyer' : 'never opened by the buyer';
  return now < expiresAt ? 'in the shop' : 'expired in the shop';
}
