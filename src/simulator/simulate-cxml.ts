import { articlePageCheck, type Opened } from './article-page-check.ts';
import { type Check, skipped } from './check.ts';
import type { CheckId } from './check-sentences.ts';
import { type CxmlAnswer, isWelcome, setupAnswerChecks } from './cxml-answer.ts';
import { type CxmlPorts, inEnvelope, post, send } from './cxml-exchange.ts';
import { malformedCheck, refusalChecks, replayCheck } from './cxml-refusals.ts';
import { type CxmlBuyer, secretsOf, setupRequest } from './cxml-request.ts';
import { noVisit } from './no-visit.ts';
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
  const visit = async () => [
    ...(await replayCheck(answer, () => post(buyer, body, ports))),
    ...(await visitChecks(answer.startPage, hidden, ports)),
    ...(await selectedItemCheck(buyer, product, ports)),
    ...(await refusalChecks(buyer, ports)),
  ];
  const checks = [
    ...setupAnswerChecks(answer, { payloadId, secrets }),
    ...(isWelcome(answer) ? await visit() : await outsideChecks(answer, buyer, ports)),
  ];
  return withoutSecrets(checks, hidden);
}

/** Who is not let in cannot tell what a gateway does with those whom it lets in, nor why it refuses others. */
async function outsideChecks(answer: CxmlAnswer, buyer: CxmlBuyer, ports: CxmlPorts): Promise<Check[]> {
  const malformed =
    answer.status === 0 ? skipped(noVisit, 'cxml.malformed') : [await malformedCheck(buyer, ports)];
  return [...skipped(noVisit, 'cxml.replay', ...pageIds, ...insideIds), ...malformed];
}

const pageIds = [
  'page.opens',
  'page.cookies',
  'page.framing',
  'page.addresses',
  'page.stack-trace',
  'page.one-time',
] as const satisfies CheckId[];

const insideIds = [
  'cxml.selected-item',
  'cxml.wrong-secret',
  'cxml.neutral-refusal',
  'cxml.profile',
  'cxml.unknown-request',
  'cxml.unknown-cart',
] as const satisfies CheckId[];

async function visitChecks(startPage: string, secrets: string[], { ask }: CxmlPorts): Promise<Check[]> {
  if (!URL.canParse(startPage)) return skipped('there is no start page', ...pageIds);
  const way = await createVisitor(ask).open({ url: startPage });
  return [...pageChecks(way, { secrets, given: [startPage] }), ...(await oneTimeCheck(startPage, ask))];
}

async function selectedItemCheck(buyer: CxmlBuyer, product: string, ports: CxmlPorts): Promise<Check[]> {
  if (product === '') return skipped('tried with --product only', 'cxml.selected-item');
  const open = async (number: string): Promise<Opened> => {
    const parts = { buyerCookie: ports.newId(), operation: 'create' as const, product: number };
    const { startPage, ...answer } = await send(buyer, setupRequest(buyer, parts), ports);
    if (!URL.canParse(startPage)) return { seen: `Status ${answer.code || 'none'}` };
    const way = await createVisitor(ports.ask).open({ url: startPage });
    return { page: way.page, seen: waySeen(way) };
  };
  return [await articlePageCheck('cxml.selected-item', product, open)];
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
