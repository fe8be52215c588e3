import { randomUUID } from 'node:crypto';
import type { CxmlCall, OciCall } from '../../../src/profiles/profile.ts';
import type { CxmlBuyer } from '../../../src/simulator/cxml-request.ts';
import { type OciBuyer, usualHookUrl } from '../../../src/simulator/oci-request.ts';
import { buyerUrl } from '../../support/gateway.ts';

export const identities = { buyer: 'BUYER-1', supplier: 'SUPPLIER-1', sender: 'SENDER-1' };
export const secret = 'sesam-öffne-dich';

export const plainCxml: CxmlCall = {
  protocol: 'cxml',
  fromDomain: 'DUNS',
  toDomain: 'DUNS',
  senderDomain: 'NetworkId',
  userAgent: 'test',
  dtdVersion: '1.2.014',
  doctype: true,
  encoding: 'UTF-8',
  contentType: 'text/xml',
  extrinsics: [['User', '{user}']],
  operations: ['create', 'edit'],
};

export const plainOci: OciCall = {
  protocol: 'oci',
  method: 'post',
  parameters: [
    ['USERNAME', '{user}'],
    ['PASSWORD', '{password}'],
    ['HOOK_URL', '{hookUrl}'],
    ['~OkCode', 'ADDI'],
    ['~CALLER', 'CTLG'],
  ],
  charset: 'utf-8',
  functions: ['DETAIL', 'VALIDATE', 'QUANTITYCHECK', 'SOURCING', 'BACKGROUND_SEARCH', 'DOWNLOADJSON'],
};

export function cxmlBuyer(url: string, call: CxmlCall): CxmlBuyer {
  return {
    url,
    call,
    from: { domain: call.fromDomain, identity: identities.buyer },
    to: { domain: call.toDomain, identity: identities.supplier },
    sender: { domain: call.senderDomain, identity: identities.sender },
    sharedSecret: secret,
    user: 'Max',
    email: 'max@buyer.example',
    extrinsics: [],
    secrets: [],
    returnUrl: `${buyerUrl}/return?session=${randomUUID()}`,
  };
}

export function ociBuyer(url: string, call: OciCall, user = 'erika'): OciBuyer {
  return {
    url,
    call,
    user,
    password: secret,
    token: '',
    hookUrl: usualHookUrl(call),
    cancelUrl: `${buyerUrl}/cancelled`,
    parameters: [],
    secrets: [],
    startIndex: 1,
  };
}
