import Router from '@koa/router';
import type { Context, RequestState } from '../http/context.ts';
import { decodeForm, type FormPair } from '../http/form.ts';
import { readBody } from '../http/read-body.ts';
import { sendRefusalPage } from '../http/refusal-page.ts';
import { logRefusal } from '../http/request-log.ts';
import type { SystemStore } from '../punchout/ports.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import { allowedReturnUrl, frameName, isSapEvent } from '../punchout/return-url.ts';
import type { EntryPage } from '../punchout/session.ts';
import { type StartRequest, type StartSessionPorts, startSession } from '../punchout/start-session.ts';
import type { OciSystem } from '../punchout/system.ts';
import { type AuthenticatedCall, authenticate } from './authenticate.ts';
import { echoedFields } from './control-fields.ts';
import { type LoginRequest, parameter, readLoginRequest } from './login-request.ts';
import { type OciProtocolData, ociCharsetSchema } from './return-protocol.ts';
import { encodeHookUrl } from './unencoded-hook-url.ts';

export interface OciPorts extends StartSessionPorts {
  systems: SystemStore;
  maxBytes: number;
  maxFields: number;
  startPageUrl: (startToken: string) => string;
}

const returnTarget = 'returntarget';

/** `GET` or `POST /oci` derives the System from the parameters, `/oci/:system` names it. */
export function ociRoutes(ports: OciPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  const login = (context: Context, systemName: string | undefined) => answer(context, systemName, ports);
  router.get(['/oci', '/oci/:system'], (context) => login(context, context.params.system));
  router.post(['/oci', '/oci/:system'], (context) => login(context, context.params.system));
  return router;
}

/** A login leaves the address bar at once: 303 to the start page, and no referrer to carry it further. */
async function answer(context: Context, systemName: string | undefined, ports: OciPorts): Promise<void> {
  context.state.served = 'oci';
  try {
    const request = await readRequest(context, ports);
    const call = await authenticate(request, systemName, ports);
    const { session, startToken } = await startSession(
      startRequest(hookUrlWhole(request, call, context), call),
      ports,
    );
    context.state.log.info({
      event: 'session_started',
      session: session.id,
      system: call.stored.system.name,
    });
    context.redirect(ports.startPageUrl(startToken));
    context.status = 303;
    context.set({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  } catch (thrown) {
    const error = asPunchOutError(thrown);
    logRefusal(context.state.log, error, { protocol: 'oci', systemName });
    sendRefusalPage(context, error, { reference: context.state.reference, frameAncestors: ['*'] });
  }
}

async function readRequest(context: Context, { maxBytes, maxFields }: OciPorts): Promise<LoginRequest> {
  if (context.method === 'HEAD') throw new PunchOutError('method_not_allowed', 'HEAD');
  if (context.querystring.length > maxBytes) throw new PunchOutError('form_too_large', 'query');
  const query = decode(Buffer.from(context.querystring, 'latin1'), maxFields);
  return readLoginRequest(context.method, query, await readForm(context, { maxBytes, maxFields }));
}

async function readForm(
  context: Context,
  limits: { maxBytes: number; maxFields: number },
): Promise<FormPair[]> {
  if (context.method !== 'POST') return [];
  const body = await readBody(context.req, limits.maxBytes, 'form_too_large');
  if (body.length > 0 && !context.is('application/x-www-form-urlencoded')) {
    throw new PunchOutError('form_malformed', `Content-Type ${context.get('Content-Type').slice(0, 80)}`);
  }
  return decode(body, limits.maxFields);
}

/** A call may say which charset its bytes are in (`http_content_charset`); a name we do not know is not obeyed. */
function decode(bytes: Buffer, maxFields: number): FormPair[] {
  const pairs = decodeForm(bytes, { maxFields });
  const charset = pairs.find(([name]) => name.toLowerCase() === 'http_content_charset')?.[1];
  return charset && /^(iso-8859-\d{1,2}|windows-125\d|utf-8)$/i.test(charset)
    ? decodeForm(bytes, { charset, maxFields })
    : pairs;
}

function hookUrlWhole(request: LoginRequest, { stored }: AuthenticatedCall, context: Context): LoginRequest {
  const { login } = stored.system;
  if (!login.unencodedHookUrl || request.method !== 'get') return request;
  const query = Buffer.from(encodeHookUrl(context.querystring, login), 'latin1');
  return readLoginRequest('GET', decode(query, request.pairs.length + 1), []);
}

function startRequest(request: LoginRequest, { stored, customer }: AuthenticatedCall): StartRequest {
  const { login, sapEvent } = stored.system;
  const returnUrl = parameter(request, login.hookUrl);
  const target = parameter(request, returnTarget) ?? parameter(request, login.target);
  return {
    stored,
    customer,
    returnUrl,
    returnTarget: sapEvent && isSapEvent(returnUrl ?? '') ? '_self' : frameName(target, '_top'),
    entry: { page: entryPage(request), lines: [] },
    parameters: unused(request, login),
    extrinsics: [],
    protocolData: JSON.stringify(protocolData(request, stored.system)),
  };
}

/** `DETAIL` opens an article that was sent before; other functions begin on the first page. */
function entryPage(request: LoginRequest): EntryPage {
  const number = parameter(request, 'PRODUCTID');
  const isDetail = parameter(request, 'FUNCTION')?.toUpperCase() === 'DETAIL';
  return isDetail && number !== undefined ? { kind: 'product', number } : { kind: 'home' };
}

function protocolData(request: LoginRequest, system: OciSystem): OciProtocolData {
  const charset = parameter(request, 'http_content_charset')?.toLowerCase();
  const cancelUrl = system.cancel === 'cancel-url' ? parameter(request, 'OCICANCEL') : undefined;
  return {
    echo: echoedFields(request.pairs),
    charset: ociCharsetSchema.safeParse(charset).data,
    cancelUrl: cancelUrl && allowedReturnUrl(cancelUrl, system.returnHosts),
  };
}

/** What no rule of the System used up is kept for mapping. A fixed value may be a credential: it is used up too. */
function unused(request: LoginRequest, login: AuthenticatedCall['stored']['system']['login']): FormPair[] {
  const { user, password, token, hookUrl, target, fixed } = login;
  const used = [user, password, token, hookUrl, target, ...Object.keys(fixed)].map((name) =>
    name.toUpperCase(),
  );
  return request.pairs.filter(([name]) => !used.includes(name.toUpperCase()));
}
