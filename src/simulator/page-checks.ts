import { type Answer, bodyText } from './ask.ts';
import { type Check, faultless, judged, skipped } from './check.ts';
import { counted } from './counted.ts';
import { leakCheck } from './leak-check.ts';
import { cookieLines, locationOf, type Way, waySeen } from './visitor.ts';
import { holdsSecret } from './without-secrets.ts';

const stackTrace =
  /\n[ \t]+at [^\n]{1,200}:\d+(:\d+)?\)?|Traceback \(most recent call last\)|Exception in thread|Stack trace:|\.php(\(\d+\)|<\/b>? on line)|\.java:\d+\)/;

interface AddressRules {
  /** They must stand in no address. */
  secrets: readonly string[];
  /** Addresses that the gateway has handed out already. */
  given: readonly string[];
}

/** What holds for every page that a buyer sees. */
export function pageChecks(way: Way, rules: AddressRules): Check[] {
  const { answers, page } = way;
  const opens = judged('page.opens', page.status >= 200 && page.status < 300, waySeen(way));
  if (answers[0]?.status === 0) {
    const ids = ['page.cookies', 'page.framing', 'page.addresses', 'page.stack-trace'] as const;
    return [opens, ...skipped('there is no answer', ...ids)];
  }
  return [
    opens,
    ...cookieCheck(answers),
    faultless('page.framing', answers.flatMap(framingFaults), 'nothing forbids it'),
    ...addressCheck(answers, rules),
    judged('page.stack-trace', !answers.some(showsStackTrace), waySeen(way)),
  ];
}

export function showsStackTrace(answer: Answer): boolean {
  return stackTrace.test(bodyText(answer));
}

/** Over http there is nothing to judge: no cookie can be Secure there. */
function cookieCheck(answers: readonly Answer[]): Check[] {
  const secure = answers.filter(({ url }) => url.startsWith('https:'));
  if (secure.length === 0) return skipped('no https', 'page.cookies');
  const lines = secure.flatMap(cookieLines);
  const faults = lines.flatMap((line) => {
    const lacking = [/;\s*secure\b/i, /;\s*samesite=none\b/i].flatMap((pattern, index) =>
      pattern.test(line) ? [] : [index === 0 ? 'Secure' : 'SameSite=None'],
    );
    return lacking.length === 0 ? [] : [`${line.split('=', 1)[0]} lacks ${lacking.join(' and ')}`];
  });
  return [faultless('page.cookies', faults, counted(lines.length, 'cookie'))];
}

function framingFaults({ headers }: Answer): string[] {
  const options = String(headers['x-frame-options'] ?? '');
  const policy = String(headers['content-security-policy'] ?? '');
  return [
    ...(/deny|sameorigin/i.test(options) ? [`X-Frame-Options: ${options}`] : []),
    ...(/frame-ancestors\s+'(none|self)'\s*(;|$)/i.test(policy) ? ['frame-ancestors forbids it'] : []),
  ];
}

/** `given` are addresses that the gateway has handed out already. */
function addressCheck(answers: readonly Answer[], { secrets, given }: AddressRules): Check[] {
  const addresses = [...given, ...answers.flatMap((answer) => locationOf(answer) ?? [])];
  const leaks = addresses.filter((address) => holdsSecret(address, secrets));
  const faults = leaks.map((address) => `one stands in an address of ${URL.parse(address)?.origin}`);
  const seen = counted(addresses.length, 'address');
  return leakCheck('page.addresses', [...new Set(faults)], { secrets, seen });
}
