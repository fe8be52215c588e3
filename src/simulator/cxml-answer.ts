import { timeFindings } from '../cxml/lint.ts';
import { lintDocument } from '../cxml/lint-document.ts';
import { readDocument } from '../cxml/read-document.ts';
import { childNamed, elements, textOf, type XmlElement } from '../cxml/xml-element.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import { type Answer, bodyText, statusSeen } from './ask.ts';
import { type Check, faultless, judged, skipped } from './check.ts';
import type { CheckId } from './check-sentences.ts';
import { leakCheck } from './leak-check.ts';
import { noVisit } from './no-visit.ts';
import { isOwnMachine } from './own-machine.ts';
import { holdsSecret } from './without-secrets.ts';

/** An answer to a cXML request, read as far as it can be read. */
export interface CxmlAnswer extends Answer {
  /** `''` where there is none. */
  code: string;
  statusText: string;
  payloadId: string;
  timestamp: string;
  root: XmlElement | undefined;
  /** The element beside the Status. */
  payload: XmlElement | undefined;
  startPage: string;
  /** Why it could not be read. */
  unreadable: string;
}

export function readAnswer(answer: Answer): CxmlAnswer {
  const { root, unreadable } = rootOf(answer);
  const response = childNamed(root, 'Response');
  const status = childNamed(response, 'Status');
  const payload = response && elements(response).find(({ name }) => name !== 'Status');
  const setup = childNamed(response, 'PunchOutSetupResponse');
  return {
    ...answer,
    root,
    unreadable,
    payload,
    code: status?.attributes.code ?? '',
    statusText: [status?.attributes.text ?? '', textOf(status)].join(' ').trim(),
    payloadId: root?.attributes.payloadID ?? '',
    timestamp: root?.attributes.timestamp ?? '',
    startPage: textOf(childNamed(childNamed(setup, 'StartPage'), 'URL')),
  };
}

function rootOf(answer: Answer): Pick<CxmlAnswer, 'root' | 'unreadable'> {
  if (answer.status === 0) return { root: undefined, unreadable: statusSeen(answer) };
  try {
    const root = readDocument(answer.bytes, answer.headers['content-type'] ?? '');
    return { root, unreadable: '' };
  } catch (thrown) {
    return { root: undefined, unreadable: asPunchOutError(thrown).detail };
  }
}

/** Status of an answer in words. */
export function codeSeen({ code, unreadable, ...answer }: CxmlAnswer): string {
  const status = code === '' ? 'no Status' : `Status ${code}`;
  return `${unreadable || status}, ${statusSeen(answer)}`;
}

/** Whether a visit has begun. */
export function isWelcome({ code }: CxmlAnswer): boolean {
  return code === '200';
}

const documentIds = [
  'cxml.content-type',
  'cxml.well-formed',
  'cxml.payload-id',
  'cxml.timestamp',
  'cxml.structure',
  'cxml.status',
  'cxml.start-page',
  'cxml.no-secret',
] as const satisfies CheckId[];

function httpCheck(answer: Answer): Check {
  return judged('cxml.http-status', answer.status === 200, statusSeen(answer));
}

/** What holds for every answer to a PunchOutSetupRequest that is welcome. */
export function setupAnswerChecks(
  answer: CxmlAnswer,
  asked: { payloadId: string; secrets: string[] },
): Check[] {
  if (answer.status === 0) return [httpCheck(answer), ...skipped(noVisit, ...documentIds)];
  const contentType = answer.headers['content-type'] ?? 'none';
  const isCxml = answer.root?.name === 'cXML';
  const isTimed = answer.root !== undefined && timeFindings(answer.root).length === 0;
  const own = answer.payloadId !== '' && answer.payloadId !== asked.payloadId;
  const leaks = holdsSecret(bodyText(answer), asked.secrets) ? ['it repeats one'] : [];
  const structure = lintDocument(answer.bytes).filter(({ severity }) => severity === 'refused');
  const problems = structure.map(({ line, path, problem }) => `line ${line}: ${path} ${problem}`);
  return [
    httpCheck(answer),
    judged('cxml.content-type', /^(text|application)\/xml\s*(;|$)/i.test(contentType), contentType),
    judged('cxml.well-formed', isCxml, answer.unreadable || `root element ${answer.root?.name}`),
    judged('cxml.payload-id', own, own ? 'its own' : answer.payloadId && 'that of the request'),
    judged('cxml.timestamp', isTimed, answer.timestamp || 'none'),
    faultless('cxml.structure', isCxml ? problems : ['no document'], 'nothing to find'),
    judged('cxml.status', answer.code === '200', `${codeSeen(answer)} ${answer.statusText}`),
    ...(isWelcome(answer) ? [startPageCheck(answer.startPage)] : skipped(noVisit, 'cxml.start-page')),
    ...leakCheck('cxml.no-secret', leaks, { secrets: asked.secrets, seen: statusSeen(answer) }),
  ];
}

function startPageCheck(startPage: string): Check {
  const url = URL.parse(startPage);
  const holds = url?.protocol === 'https:' || (url?.protocol === 'http:' && isOwnMachine(startPage));
  return judged('cxml.start-page', holds, url?.origin ?? (startPage === '' ? 'none' : 'no address'));
}
