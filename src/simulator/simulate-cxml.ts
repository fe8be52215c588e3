import { bodyText } from './ask.ts';
import { type Check, judged, skipped } from './check.ts';
import { setupAnswerChecks } from './cxml-answer.ts';
import { type CxmlPorts, inEnvelope, post, send } from './cxml-exchange.ts';
import { refusalChecks, replayCheck } from './cxml-refusals.ts';
import { type CxmlBuyer, secretsOf, setupRequest } from './cxml-request.ts';
import { oneTimeCheck } from './one-time-check.ts';
import { pageChecks } from './page-checks.ts';
import { createVisitor, waySeen } from './visitor.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Plays a cXML buyer from the setup request to the first page or an article, and tries what must be refused. */
export async function simulateCxml(
  buyer: CxmlBuyer,
  { product }: { product: string },
  ports: CxmlPorts,
): Promise<Check[]> {
  const buyerCookie = ports.newId();
  const request = setupRequest(buyer, { buyerCookie, operation: 'create' });
  const { payloadId, body } = inEnvelope(buyer, request, ports);
  const secrets = secretsOf(buyer);
  const hidden = [...secrets, buyerCookie];
  const answer = await post(buyer, body, ports);
  const checks = [
    ...setupAnswerChecks(answer, { payloadId, secrets }),
    ...(await replayCheck(answer, () => post(buyer, body, ports))),
    ...(await visitChecks(answer.startPage, hidden, ports)),
    ...(await selectedItemCheck(buyer, product, ports)),
    ...(await refusalChecks(buyer, ports)),
  ];
  return withoutSecrets(checks, hidden);
}

async function visitChecks(startPage: string, secrets: string[], { ask }: CxmlPorts): Promise<Check[]> {
  if (!URL.canParse(startPage)) {
    const ids = ['page.opens', 'page.cookies', 'page.framing', 'page.addresses'] as const;
    return skipped('there is no start page', ...ids, 'page.stack-trace', 'page.one-time');
  }
  const way = await createVisitor(ask).open({ url: startPage });
  return [...pageChecks(way, { secrets, given: [startPage] }), ...(await oneTimeCheck(startPage, ask))];
}

async function selectedItemCheck(buyer: CxmlBuyer, product: string, ports: CxmlPorts): Promise<Check[]> {
  if (product === '') return skipped('tried with --product only', 'cxml.selected-item');
  const parts = { buyerCookie: ports.newId(), operation: 'create' as const, product };
  const { startPage, code } = await send(buyer, setupRequest(buyer, parts), ports);
  if (!URL.canParse(startPage)) return [judged('cxml.selected-item', false, `Status ${code || 'none'}`)];
  const way = await createVisitor(ports.ask).open({ url: startPage });
  const names = way.page.status === 200 && bodyText(way.page).includes(product);
  return [judged('cxml.selected-item', names, waySeen(way))];
}

/** A visit whose cart is waited for. */
export interface CxmlVisit {
  buyerCookie: string;
  /** Absolute, or `''` where the gateway gave none. */
  startPage: string;
}

export async function beginCxmlVisit(buyer: CxmlBuyer, ports: CxmlPorts): Promise<CxmlVisit> {
  const buyerCookie = ports.newId();
  const answer = await send(buyer, setupRequest(buyer, { buyerCookie, operation: 'create' }), ports);
  return { buyerCookie, startPage: URL.parse(answer.startPage)?.href ?? '' };
}
