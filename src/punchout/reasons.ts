import { customerReasons } from './customer-reasons.ts';
import { documentReasons } from './document-reasons.ts';
import { licenseReasons } from './license-reasons.ts';
import { badRequest, cartStays, notAccepted, type ReasonText, tryAgain } from './reason-text.ts';
import { sessionReasons } from './session-reasons.ts';

/** Every way Punchgate refuses. The codes are stable: logs, tests and integrators rely on them. */
export const reasons = {
  ...documentReasons,
  unsupported_request: {
    operator: 'This cXML request is not offered. The ProfileResponse lists what is.',
    buyer: 'This request is not supported.',
  },
  unsupported_operation: {
    operator:
      'Of the operations of a PunchOutSetupRequest create, edit, inspect and source are offered. Set the buyer system accordingly.',
    buyer: 'This operation is not supported.',
  },
  function_not_offered: {
    operator:
      'The OCI FUNCTION of the call is not among the functions of the System. Add it there, or switch it off at the buyer.',
    buyer: 'This function is not offered by the catalogue.',
  },
  parameter_missing: {
    operator:
      'The OCI FUNCTION of the call needs a parameter that is absent, empty or cannot be read. The detail names it.',
    buyer: badRequest,
  },
  operation_not_allowed: {
    operator:
      'The cart was returned with an operationAllowed below this operation. Raise operationAllowed of the System, or correct the buyer system.',
    buyer: 'This cart can no longer be opened in the catalogue.',
  },
  cart_unknown: {
    operator:
      'No line names a cart that was returned to this buyer. A cart of another installation, or a System whose SupplierPartAuxiliaryID is mapped from something else than item.reference.',
    buyer: 'This cart is not known to the catalogue. Please start a new one.',
  },
  cart_reference_forged: {
    operator:
      'A SupplierPartAuxiliaryID has the form of ours and not our signature: altered, or made by another installation or for another System (test data copied to production).',
    buyer: 'This cart is not known to the catalogue. Please start a new one.',
  },
  replay_conflict: {
    operator:
      'The sender has used this payloadID for another document while that visit is open. A payloadID is unique for ever; only the same document may be sent again.',
    buyer: 'The catalogue has had another request under the same number. Please try again.',
  },
  signature_required: {
    operator:
      'The document says signatureVersion and carries no signature. The buyer must sign it, or leave the attribute out.',
    buyer: badRequest,
  },
  signature_invalid: {
    operator:
      'The XML signature of the document is incomplete, or does not refer to it. Nothing of it was believed.',
    buyer: badRequest,
  },
  signature_unsupported: {
    operator:
      'The document is signed. Punchgate does not verify XML signatures; agree on a SharedSecret or a CredentialMac instead.',
    buyer: badRequest,
  },
  credential_expired: {
    operator:
      'The CredentialMac is before its creationDate, past its expirationDate, or valid for longer than 24 hours. Compare the clocks; the buyer fetches a new one from its network.',
    buyer: notAccepted,
  },
  form_malformed: {
    operator: 'The form is not decodable or names one parameter twice. The detail names it.',
    buyer: badRequest,
  },
  form_too_large: {
    operator: 'The form exceeds limits.formBytes or limits.formFields. A login needs a few dozen fields.',
    buyer: 'The form is too large.',
  },
  unknown_system: {
    operator:
      'No active System recognises this call. Compare the detail with the login parameters of the System.',
    buyer: notAccepted,
  },
  ambiguous_system: {
    operator:
      'Several Systems fit this call equally. Give one of them a fixed login parameter, or let the buyer call /oci/<system> or /cxml/<system>.',
    buyer: notAccepted,
  },
  system_inactive: {
    operator: 'The System is switched off. Set active: true in its file and apply it.',
    buyer: notAccepted,
  },
  method_not_allowed: {
    operator:
      'The System does not accept this HTTP method. Change login.method or the setting in the buyer system.',
    buyer: badRequest,
  },
  invalid_credential: {
    operator: 'The credential is wrong. The detail says which check failed; a secret is never shown.',
    buyer: notAccepted,
  },
  ...customerReasons,
  return_url_missing: {
    operator:
      'The call names no return address. In SAP it is the row of type "return URL" in the call structure.',
    buyer: badRequest,
  },
  return_url_forbidden: {
    operator:
      'The return address is not among returnHosts of the System. Add the host if it belongs to the buyer.',
    buyer: 'The return address is not registered with the supplier.',
  },
  ...licenseReasons,
  ...sessionReasons,
  shop_not_configured: {
    operator:
      'The System names a shop that punchgate.yaml does not have, or a connector without an address for its protocol. Add it under shops or connectors.',
    buyer: tryAgain,
  },
  shop_unreachable: {
    operator:
      'The shop did not answer in time or refused the connection. Check shops.<name>.url (of a connector: url and cxmlUrl) and the shop itself; a shop in a private network needs allowPrivate: true.',
    buyer: tryAgain,
  },
  shop_maintenance: {
    operator: 'The shop is in maintenance mode. Buyers may try again when it is back.',
    buyer: tryAgain,
  },
  shop_refused: {
    operator:
      'The shop refused our credential or a privilege is missing. The detail names what the shop said.',
    buyer: tryAgain,
  },
  shop_answer_invalid: {
    operator:
      'The shop answered with something that is not what Shopware sends. Look for a proxy or plugin in between.',
    buyer: tryAgain,
  },
  page_not_available: {
    operator:
      'The buyer opened a page of the shop that has no place in a punchout: checkout, account, interfaces.',
    buyer: 'This page is not available while you shop for your procurement system.',
  },
  visit_read_only: {
    operator: 'The buyer tried to change a cart that was opened for inspection. Nothing was changed.',
    buyer: 'This cart is shown for inspection and cannot be changed.',
  },
  cart_empty: {
    operator: 'The buyer transferred an empty cart. Nothing was sent.',
    buyer: 'Your cart is empty. Add an article first, or leave without a change.',
  },
  cart_blocked: {
    operator:
      'The shop says of the cart that it would not take an order for it: the detail has its code. The buyer was shown its text. Nothing was sent.',
    buyer: 'The shop does not accept this cart. Please change it and try again.',
  },
  cart_changed: {
    operator:
      'The shop has corrected the cart since the buyer saw it: a quantity, or an article that is no longer sold. The buyer was told and can transfer the cart as it is now.',
    buyer: 'The shop has changed your cart. Please look at it and transfer it again.',
  },
  cart_total_mismatch: {
    operator:
      'The mapped lines do not add up to the total of the shop. Nothing was sent; the detail has both sums.',
    buyer: cartStays,
  },
  cart_price_unrepresentable: {
    operator:
      'A price needs more decimals than the System allows. Raise prices.decimals or prices.maximumUnit.',
    buyer: cartStays,
  },
  unit_unmapped: {
    operator:
      'A unit of the cart has no code in this System, or cannot be converted: the detail says which. Add it to units.table, or set units.default. punchgate unit list shows the units that are to be mapped.',
    buyer: cartStays,
  },
  field_missing: {
    operator: 'A field that the protocol requires is empty for a line. Give it a fallback or a fixed value.',
    buyer: cartStays,
  },
  field_too_long: {
    operator:
      'A value that must not be cut is longer than the protocol allows. Correct the value or its mapping.',
    buyer: cartStays,
  },
  not_found: {
    operator: 'There is no such page on the gateway.',
    buyer: 'There is nothing at this address. Please start from your procurement system.',
  },
  store_unavailable: {
    operator: 'The database did not answer. Nothing was saved.',
    buyer: tryAgain,
  },
  internal_error: {
    operator: 'A fault of Punchgate itself. Please report it with the log line and its reference.',
    buyer: tryAgain,
  },
} as const satisfies Record<string, ReasonText>;

export type Reason = keyof typeof reasons;
