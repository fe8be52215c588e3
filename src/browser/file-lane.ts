import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { reportFailedAnswer } from '../http/report-failed-answer.ts';
import { hasPlainHost } from '../http/request-guard.ts';
import { logRequest, stateOf } from '../http/request-log.ts';
import { whenLeaving } from '../http/when-leaving.ts';
import type { ShopResponse } from '../punchout/shop.ts';
import { isFileRequest } from './file-path.ts';
import { type FileVisit, fileVisits } from './file-visit.ts';
import { isRewritten } from './page-body.ts';
import { pageHeaders } from './page-headers.ts';
import type { BrowserPorts } from './ports.ts';
import { bodyOf, sendStream } from './send-stream.ts';
import { cartUseOf, shopPathKind } from './shop-path.ts';

/** What the shop has answered to requests that go on by the ordinary way. */
export type FileAnswers = WeakMap<IncomingMessage, Promise<ShopResponse>>;

interface FileLaneOptions {
  log: Logger;
  /** Whether a path is the gateway's own. */
  isOwnPath: (path: string) => boolean;
  answers: FileAnswers;
}

/** Serves a request; false, before anything was sent, where it is for the ordinary way. */
export type FileLane = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Files of the shop for browsers in an open visit, without all that a page needs: a page has dozens of them. What is
 * unusual about a request, a visit or an answer is left to the ordinary way, which knows what to do with it.
 * @param ports with a memory for visits
 */
export function fileLane(ports: BrowserPorts, { log, isOwnPath, answers }: FileLaneOptions): FileLane {
  const visitOf = fileVisits(ports);
  return async (request, response) => {
    const startedAt = performance.now();
    if (!isUsual(request) || isOwnPath(pathOf(request))) return false;
    const visit = await visitOf(request);
    if (!visit) return false;
    const asked = ask(request, response, visit);
    const answer = await asked.catch(() => undefined);
    if (!answer || !isPlainFile(answer)) {
      answers.set(request, asked);
      response.once('close', () => void answer?.body.destroy());
      return false;
    }
    const state = stateOf(log, 'shop page');
    const { method = '' } = request;
    const { status } = answer;
    setHead(response, answer, visit);
    sendStream(response, bodyOf(answer, method), (error) => reportFailedAnswer(state.log, error));
    logRequest(state, { method, served: state.served, status, startedAt });
    return true;
  };
}

/** A path and a query as browsers write them. */
const usualTarget = /^\/[\x21\x22\x24-\x7e]*$/;

function isUsual(request: IncomingMessage): boolean {
  const { method = '', url = '', headers } = request;
  const path = pathOf(request);
  return (
    isFileRequest({ method, path }) &&
    usualTarget.test(url) &&
    headers['service-worker'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers['content-length'] === undefined &&
    hasPlainHost(request) &&
    shopPathKind(path) === 'page' &&
    cartUseOf(method, path) === undefined
  );
}

function pathOf({ url = '' }: IncomingMessage): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}

function ask(
  { method = '', url = '', headers }: IncomingMessage,
  response: ServerResponse,
  { shop, cookie }: FileVisit,
): Promise<ShopResponse> {
  const signal = whenLeaving(response);
  const ofVisit = { ...headers, cookie };
  return shop.forward({ method, target: url, headers: ofVisit, body: undefined, signal, isFile: true });
}

/** The same for everybody, and sent on as it is. */
function isPlainFile(answer: ShopResponse): boolean {
  const { status, headers, forgotten } = answer;
  return status < 500 && headers['set-cookie'] === undefined && !forgotten && !isRewritten(answer);
}

function setHead(response: ServerResponse, answer: ShopResponse, { system, rewrite }: FileVisit): void {
  response.statusCode = answer.status;
  const headers = pageHeaders(answer, { rewrite, system, isRewritten: false, isShared: true });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
