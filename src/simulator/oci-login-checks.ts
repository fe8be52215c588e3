import { type Answer, bodyText, statusSeen } from './ask.ts';
import { type Check, judged, skipped } from './check.ts';
import { leakCheck } from './leak-check.ts';
import { noVisit } from './no-visit.ts';
import { showsStackTrace } from './page-checks.ts';
import { formsOf } from './page-forms.ts';
import { sameWords } from './same-words.ts';
import { locationOf } from './visitor.ts';
import { holdsSecret } from './without-secrets.ts';

/** Whether a login was answered, and not refused. */
export function isLetIn({ status }: Answer): boolean {
  return status > 0 && status < 400;
}

function answerCheck(answer: Answer): Check {
  return judged('oci.answer', [200, 302, 303].includes(answer.status), statusSeen(answer));
}

/** What holds for the answer to a login that is welcome. */
export function loginChecks(answer: Answer, secrets: readonly string[]): Check[] {
  const { headers } = answer;
  if (!isLetIn(answer))
    return [answerCheck(answer), ...skipped(noVisit, 'oci.address', 'oci.no-store', 'oci.referrer')];
  const location = locationOf(answer) ?? '';
  const caching = headers['cache-control'] ?? 'no Cache-Control';
  const referrer = String(headers['referrer-policy'] ?? 'no Referrer-Policy');
  const led = location === '' ? 'no redirect' : new URL(location).origin;
  const leaks = holdsSecret(location, secrets) ? [`${led}, with a secret`] : [];
  return [
    answerCheck(answer),
    ...leakCheck('oci.address', leaks, { secrets, seen: led }),
    judged('oci.no-store', /no-store/i.test(caching), caching),
    judged('oci.referrer', keepsAddress(referrer), referrer),
  ];
}

/** A browser of today sends no more than the origin by itself, an old one the whole address. */
function keepsAddress(policy: string): boolean {
  return /^(no-referrer|same-origin|strict-origin|origin|strict-origin-when-cross-origin|origin-when-cross-origin)$/i.test(
    policy.split(',').at(-1)?.trim() ?? '',
  );
}

/** A refusal is a page for a person, not the login of the shop. */
export function wrongPasswordChecks(answer: Answer): Check[] {
  const { status, headers } = answer;
  const text = bodyText(answer);
  const isPage = /^text\/html/i.test(headers['content-type'] ?? '');
  const hasLogin = formsOf(text).some(({ controls }) => controls.includes('password'));
  const faults = [
    ...(hasLogin ? ['a login form'] : []),
    ...(showsStackTrace(answer) ? ['a stack trace'] : []),
  ];
  return [
    judged('oci.wrong-password', isPage && [401, 403].includes(status), statusSeen(answer)),
    judged('oci.refusal-page', text !== '' && faults.length === 0, faults[0] ?? statusSeen(answer)),
  ];
}

/** No hint which part of a login was wrong. */
export function neutralCheck(wrongPassword: Answer, unknownUser: Answer, names: readonly string[]): Check {
  const { status } = wrongPassword;
  const alike =
    status === unknownUser.status &&
    sameWords(bodyText(wrongPassword), bodyText(unknownUser), names) &&
    locationOf(wrongPassword) === locationOf(unknownUser);
  const both = `${statusSeen(wrongPassword)}; unknown user: ${statusSeen(unknownUser)}`;
  return judged('oci.neutral-refusal', status >= 400 && alike, both);
}
