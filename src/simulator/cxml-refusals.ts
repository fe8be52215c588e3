import { element } from '../cxml/xml-element.ts';
import { type Check, judged, skipped } from './check.ts';
import { type CxmlAnswer, codeSeen } from './cxml-answer.ts';
import { type CxmlPorts, inEnvelope, post, send } from './cxml-exchange.ts';
import { type CxmlBuyer, setupRequest } from './cxml-request.ts';
import { sameWords } from './same-words.ts';

/** A buyer's system whose connection broke off asks again, and must not get a second visit. */
export async function replayCheck(first: CxmlAnswer, again: () => Promise<CxmlAnswer>): Promise<Check[]> {
  if (first.startPage === '') return skipped('there is no start page', 'cxml.replay');
  const second = await again();
  const same = second.bytes.equals(first.bytes);
  const page = second.startPage === first.startPage ? 'the same' : 'another';
  const seen = `${codeSeen(second)}, ${page} start page`;
  return [judged('cxml.replay', same, same ? seen : `${seen}, not the same bytes`)];
}

/** What a gateway must refuse or may be asked beside a visit. */
export async function refusalChecks(buyer: CxmlBuyer, ports: CxmlPorts): Promise<Check[]> {
  return [
    ...(await secretChecks(buyer, ports)),
    await malformedCheck(buyer, ports),
    profileCheck(await send(buyer, element('ProfileRequest'), ports)),
    unknownRequestCheck(await send(buyer, element('SimulatedRequest'), ports)),
    ...(await unknownCartCheck(buyer, ports)),
  ];
}

async function secretChecks(buyer: CxmlBuyer, ports: CxmlPorts): Promise<Check[]> {
  const wrong = { ...buyer, sharedSecret: `wrong-${ports.newId()}` };
  const identity = `unknown-${ports.newId()}`;
  const unknown = { ...wrong, from: { ...buyer.from, identity }, sender: { ...buyer.sender, identity } };
  const [wrongSecret, unknownBuyer] = [await create(wrong, ports), await create(unknown, ports)];
  const refused = wrongSecret.code === '401' && wrongSecret.status === 200 && !wrongSecret.payload;
  const own = [buyer.from.identity, buyer.sender.identity, identity];
  const alike =
    wrongSecret.code === unknownBuyer.code && sameWords(wrongSecret.statusText, unknownBuyer.statusText, own);
  const both = `${codeSeen(wrongSecret)}; unknown buyer: ${codeSeen(unknownBuyer)}`;
  return [
    judged('cxml.wrong-secret', refused, codeSeen(wrongSecret)),
    judged('cxml.neutral-refusal', alike && unknownBuyer.code !== '200' && unknownBuyer.code !== '', both),
  ];
}

async function create(buyer: CxmlBuyer, ports: CxmlPorts): Promise<CxmlAnswer> {
  return await send(buyer, setupRequest(buyer, { buyerCookie: ports.newId(), operation: 'create' }), ports);
}

/** Cut off in the middle of its last tag. */
function malformed(buyer: CxmlBuyer, ports: CxmlPorts): Buffer {
  const { body } = inEnvelope(buyer, element('ProfileRequest'), ports);
  return body.subarray(0, body.length - 12);
}

export async function malformedCheck(buyer: CxmlBuyer, ports: CxmlPorts): Promise<Check> {
  const answer = await post(buyer, malformed(buyer, ports), ports);
  return judged('cxml.malformed', answer.status === 200 && /^4\d\d$/.test(answer.code), codeSeen(answer));
}

function profileCheck(answer: CxmlAnswer): Check {
  const transactions = answer.payload?.name === 'ProfileResponse' ? answer.payload.children : [];
  const names = transactions.flatMap((child) =>
    typeof child === 'string' ? [] : (child.attributes.requestName ?? []),
  );
  const seen = names.length > 0 ? names.join(', ') : 'no transaction';
  return judged('cxml.profile', names.includes('PunchOutSetupRequest'), `${codeSeen(answer)}: ${seen}`);
}

function unknownRequestCheck(answer: CxmlAnswer): Check {
  return judged('cxml.unknown-request', answer.status === 200 && answer.code === '450', codeSeen(answer));
}

async function unknownCartCheck(buyer: CxmlBuyer, ports: CxmlPorts): Promise<Check[]> {
  if (!buyer.call.operations.includes('edit'))
    return skipped('the platform does not edit', 'cxml.unknown-cart');
  const lines = [{ quantity: '1', number: 'SIMULATED', reference: `simulated/${ports.newId()}` }];
  const request = setupRequest(buyer, { buyerCookie: ports.newId(), operation: 'edit', lines });
  const answer = await send(buyer, request, ports);
  return [judged('cxml.unknown-cart', answer.code === '412', codeSeen(answer))];
}
