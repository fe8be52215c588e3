import type { FormPair } from '../http/form.ts';
import { allowedReturnUrl, frameName, isSapEvent } from '../punchout/return-url.ts';
import type { AdmissionRequest } from '../punchout/start-session.ts';
import type { OciFunction, OciSystem } from '../punchout/system.ts';
import type { AuthenticatedCall } from './authenticate.ts';
import { echoedFields } from './control-fields.ts';
import { type LoginRequest, parameter } from './login-request.ts';
import { type OciProtocolData, ociCharsetSchema } from './return-protocol.ts';

/** An authenticated call; its function is undefined for an ordinary visit. */
export interface OciCall extends AuthenticatedCall {
  request: LoginRequest;
  functionName: OciFunction | undefined;
  /** The bytes of its form; undefined for GET. */
  body: Buffer | undefined;
}

const returnTarget = 'returntarget';

/** @throws PunchOutError `return_url_forbidden` where OCICANCEL is no allowed address */
export function admissionRequest({ request, stored, customer }: OciCall): AdmissionRequest {
  const { login, sapEvent } = stored.system;
  const returnUrl = parameter(request, login.hookUrl);
  const target = parameter(request, returnTarget) ?? parameter(request, login.target);
  return {
    stored,
    customer,
    returnTarget: sapEvent && isSapEvent(returnUrl ?? '') ? '_self' : frameName(target, '_top'),
    parameters: unused(request, login),
    extrinsics: [],
    protocolData: JSON.stringify(protocolData(request, stored.system)),
  };
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
function unused(request: LoginRequest, login: OciSystem['login']): FormPair[] {
  const { user, password, token, hookUrl, target, fixed } = login;
  const used = [user, password, token, hookUrl, target, ...Object.keys(fixed)].map((name) =>
    name.toUpperCase(),
  );
  return request.pairs.filter(([name]) => !used.includes(name.toUpperCase()));
}
