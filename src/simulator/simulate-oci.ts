import { isDeepStrictEqual } from 'node:util';
import { html } from '../http/html.ts';
import type { Answer, Ask } from './ask.ts';
import { type Check, judged, skipped } from './check.ts';
import type { CheckId } from './check-sentences.ts';
import { noVisit } from './no-visit.ts';
import { functionChecks, functionIds, type Wanted } from './oci-function-checks.ts';
import { isLetIn, loginChecks, neutralCheck, wrongPasswordChecks } from './oci-login-checks.ts';
import { loginQuestion, type OciBuyer, parametersOf, secretsOf } from './oci-request.ts';
import { oneTimeCheck } from './one-time-check.ts';
import { pageChecks } from './page-checks.ts';
import type { Entry } from './receive-cart.ts';
import { createVisitor, locationOf, type Way, waySeen } from './visitor.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface OciPorts {
  ask: Ask;
  newId(): string;
}

/** Plays an OCI buyer from the login to the first page, tries the functions, and what a gateway must refuse. */
export async function simulateOci(buyer: OciBuyer, wanted: Wanted, ports: OciPorts): Promise<Check[]> {
  const { ask } = ports;
  const secrets = secretsOf(buyer);
  const way = await createVisitor(ask).open(loginQuestion(buyer));
  const login = way.answers[0] ?? way.page;
  const startPage = locationOf(login);
  const visit = async () => [
    ...pageChecks(way, { secrets, given: [] }),
    ...(startPage ? await oneTimeCheck(startPage, ask) : skipped('there is no redirect', 'page.one-time')),
    ...(await wrongLogins(buyer, ports)),
    ...(await functionChecks(buyer, wanted, ask)),
  ];
  const checks = [
    ...loginChecks(login, secrets),
    ...(isLetIn(login) && !isRefusal(way.page) ? await visit() : outsideChecks(login, way)),
  ];
  return withoutSecrets(checks, secrets);
}

/** A gateway may lead to the page of its refusal. */
function isRefusal({ status }: Answer): boolean {
  return status === 401 || status === 403;
}

/** Who is not let in cannot tell what a gateway does with those whom it lets in, nor why it refuses others. */
function outsideChecks(login: Answer, way: Way): Check[] {
  const opens = isLetIn(login) ? [judged('page.opens', false, waySeen(way))] : skipped(noVisit, 'page.opens');
  return [...opens, ...skipped(noVisit, ...insideIds, ...wrongLoginIds, ...functionIds)];
}

const insideIds = [
  'page.cookies',
  'page.framing',
  'page.addresses',
  'page.stack-trace',
  'page.one-time',
] as const satisfies CheckId[];

const wrongLoginIds = [
  'oci.wrong-password',
  'oci.refusal-page',
  'oci.neutral-refusal',
] as const satisfies CheckId[];

/** Wrong secrets, and the same from a user whom nobody knows. */
async function wrongLogins(buyer: OciBuyer, { ask, newId }: OciPorts): Promise<Check[]> {
  if (secretsOf(buyer).length === 0)
    return skipped('the login has neither password nor token', ...wrongLoginIds);
  const wrong = withSecret(buyer, `wrong-${newId()}`);
  const unknown = { ...wrong, user: `unknown-${newId()}` };
  const wrongPassword = await ask(loginQuestion(wrong));
  const refused = wrongPasswordChecks(wrongPassword);
  if (isDeepStrictEqual(parametersOf(wrong), parametersOf(unknown)))
    return [...refused, ...skipped('the login does not name its user with --user', 'oci.neutral-refusal')];
  const unknownUser = await ask(loginQuestion(unknown));
  return [...refused, neutralCheck(wrongPassword, unknownUser, [buyer.user, unknown.user])];
}

/** The buyer with another secret in place of each of its own. */
function withSecret(buyer: OciBuyer, secret: string): OciBuyer {
  const exchanged = (text: string) =>
    buyer.secrets.filter(Boolean).reduce((value, own) => value.replaceAll(own, secret), text);
  const parameters = buyer.parameters.map(([name, value]) => [name, exchanged(value)] as const);
  return { ...buyer, password: secret, token: buyer.token && secret, parameters };
}

/** How the browser of a person logs in: a link by GET, a page that posts itself by POST. */
export function ociEntry(buyer: OciBuyer, path: string): Entry {
  if (buyer.call.method === 'get') return { path, location: loginQuestion(buyer).url };
  const inputs = parametersOf(buyer).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const page = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Punchgate</title>
<form method="post" action="${buyer.url}" accept-charset="${buyer.call.charset}">${inputs}
<button type="submit">To the shop</button></form>
<script>HTMLFormElement.prototype.submit.call(document.forms[0]);</script>`;
  return { path, page };
}
