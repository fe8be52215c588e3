import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { MakeCustomerPorts } from '../punchout/make-customer.ts';
import type { Replay, ReplayStore } from '../punchout/ports.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { PunchOutSession } from '../punchout/session.ts';
import { type StartSessionPorts, startSession } from '../punchout/start-session.ts';
import type { System } from '../punchout/system.ts';
import { type Origin, writeAnswer } from './answer.ts';
import type { StoredCxmlSystem } from './authenticate.ts';
import { customerFor } from './customer-for.ts';
import type { CxmlRequest } from './envelope.ts';
import { keptData } from './kept-data.ts';
import { openingOf } from './opening.ts';
import type { ProtocolData } from './protocol-data.ts';
import {
  type PunchOutSetupRequest,
  readPunchOutSetupRequest,
  returnTargetOf,
} from './punchout-setup-request.ts';
import { punchOutSetupResponse } from './punchout-setup-response.ts';

export interface SetUpPorts extends StartSessionPorts, MakeCustomerPorts {
  origin: Origin;
  replays: ReplayStore;
  startPageUrl: (startToken: string, system: System) => string;
}

/**
 * Answers a PunchOutSetupRequest with the whole document. The same document from the same sender gets the same bytes
 * while its visit is open; a payloadID stays the same when a request is sent again (cXML 1.2, 3.1.4).
 * @throws PunchOutError `replay_conflict`, and all that `startSession` and `openEarlierCart` throw
 */
export async function setUp(
  request: CxmlRequest,
  stored: StoredCxmlSystem,
  { log, ports }: { log: Logger; ports: SetUpPorts },
): Promise<string> {
  const key = replayKey(request, stored);
  const bodyHash = hashOf(JSON.stringify(request.request));
  const earlier = key === undefined ? undefined : await ports.replays.find(key);
  const isOpen = earlier && (await isSessionOpen(earlier, ports));
  if (key !== undefined && earlier && isOpen) return answerAgain(earlier, { key, bodyHash }, ports);
  const { answer, session } = await begin(request, stored, { log, ports });
  log.info({ event: 'session_started', session: session.id, system: stored.system.name });
  if (key === undefined) return answer;
  const replay = { bodyHash, answer: ports.vault.seal(answer, sealOf(key)), sessionId: session.id };
  if (await ports.replays.keep(key, replay, earlier?.sessionId)) return answer;
  const faster = await ports.replays.find(key);
  return faster ? answerAgain(faster, { key, bodyHash }, ports) : answer;
}

async function isSessionOpen({ sessionId }: Replay, ports: SetUpPorts): Promise<boolean> {
  const session = await ports.sessions.byId(sessionId);
  return session?.status === 'open' && ports.surroundings.now() < session.expiresAt;
}

function answerAgain(
  earlier: Replay,
  { key, bodyHash }: { key: string; bodyHash: string },
  { vault }: SetUpPorts,
): string {
  if (earlier.bodyHash !== bodyHash)
    throw new PunchOutError('replay_conflict', `open visit ${earlier.sessionId}`);
  return vault.open(earlier.answer, sealOf(key));
}

/** Undefined for a request without a payloadID, which cannot be told from another one. */
function replayKey({ header, payloadId }: CxmlRequest, { system }: StoredCxmlSystem): string | undefined {
  if (payloadId === '') return undefined;
  const senders = header.sender.map(({ domain, identity }) => `${domain} ${identity}`.toLowerCase());
  return hashOf(JSON.stringify([system.id, senders, payloadId]));
}

function sealOf(key: string): string {
  return `replay/${key}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

async function begin(
  request: CxmlRequest,
  stored: StoredCxmlSystem,
  { log, ports }: { log: Logger; ports: SetUpPorts },
): Promise<{ answer: string; session: PunchOutSession }> {
  const setup = readPunchOutSetupRequest(request.request);
  const customer = await customerFor(setup, { stored, from: request.header.from }, ports);
  const opening = await openingOf(setup, { stored, customer, ports });
  const start = {
    stored,
    customer,
    returnUrl: setup.returnUrl,
    returnTarget: returnTargetOf(setup),
    parameters: [],
    ...keptData(setup, stored.system),
    protocolData: JSON.stringify(dataOf(setup, request)),
    ...opening,
  };
  const { session, startToken } = await startSession(start, ports);
  const payload = punchOutSetupResponse(ports.startPageUrl(startToken, stored.system));
  logIgnored(setup, session, log);
  return { session, answer: writeAnswer(ports.origin, { code: 200 }, payload) };
}

/** Lines come with the other operations only (cXML 1.2, 5.3): a create begins with an empty cart. */
function logIgnored({ operation, lines }: PunchOutSetupRequest, { id }: PunchOutSession, log: Logger): void {
  if (operation !== 'create' || lines.length === 0) return;
  log.warn({ event: 'lines_ignored', session: id, count: lines.length });
}

function dataOf(
  { buyerCookie }: PunchOutSetupRequest,
  { header, deploymentMode, language }: CxmlRequest,
): ProtocolData {
  return { buyerCookie, from: [...header.from], to: [...header.to], deploymentMode, language };
}
