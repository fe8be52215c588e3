import type { Reason } from '../punchout/reasons.ts';
import { element, type XmlElement } from './xml-element.ts';

/** Status codes that Punchgate answers with, and their official texts. cXML 1.2, 3.1.9. */
const texts = {
  200: 'OK',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  406: 'Not Acceptable',
  412: 'Precondition Failed',
  450: 'Not Implemented',
  499: 'Document Size Error',
  500: 'Internal Server Error',
  560: 'Temporary server error',
} as const;

export type StatusCode = keyof typeof texts;

/** 4xx: sending it again is no use. 5xx: our trouble, try again. */
export const statusOf = {
  malformed_document: 406,
  forbidden_document: 406,
  document_too_large: 499,
  unsupported_encoding: 406,
  invalid_request: 400,
  unsupported_request: 450,
  unsupported_operation: 450,
  form_malformed: 406,
  form_too_large: 499,
  unknown_system: 401,
  ambiguous_system: 403,
  system_inactive: 403,
  method_not_allowed: 450,
  invalid_credential: 401,
  customer_unknown: 403,
  return_url_missing: 400,
  return_url_forbidden: 403,
  license_missing: 403,
  license_not_bound: 403,
  license_other_fingerprint: 403,
  license_rebound: 403,
  license_other_website: 403,
  license_suspended: 403,
  license_revoked: 403,
  license_subscription_ended: 403,
  customer_license_missing: 403,
  customer_license_other_customer: 403,
  customer_license_other_system: 403,
  customer_license_suspended: 403,
  customer_license_revoked: 403,
  license_unverifiable: 560,
  license_untrusted: 560,
  license_grace_over: 560,
  session_unknown: 412,
  session_expired: 412,
  session_entered_elsewhere: 412,
  session_replaced: 412,
  session_over: 412,
  shop_not_configured: 500,
  shop_unreachable: 560,
  shop_maintenance: 560,
  shop_refused: 500,
  shop_answer_invalid: 500,
  shop_customer_unusable: 403,
  page_not_available: 403,
  cart_empty: 400,
  cart_total_mismatch: 500,
  cart_price_unrepresentable: 500,
  unit_unmapped: 500,
  field_missing: 500,
  field_too_long: 500,
  not_found: 450,
  store_unavailable: 560,
  internal_error: 500,
} as const satisfies Record<Reason, StatusCode>;

/** `Status`; the detail is text for whoever reads the buyer's log. */
export function statusElement(code: StatusCode, detail?: string): XmlElement {
  return element('Status', { code: String(code), text: texts[code], 'xml:lang': 'en-US' }, detail);
}
