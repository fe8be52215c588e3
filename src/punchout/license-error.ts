interface LicenseFault {
  /** What the operator or the vendor should do. */
  advice: string;
  /** HTTP status with which the license server says it. */
  status: number;
}

/** Every way a change of a license is refused. The codes are stable; the license server answers with them. */
export const licenseFaults = {
  key_mistyped: {
    status: 400,
    advice: 'The key has a typing error: its check characters do not fit. Compare it letter by letter.',
  },
  key_unknown: {
    status: 404,
    advice:
      'The key is well-formed, but whoever issues licenses here does not know it. Ask where it was bought.',
  },
  key_missing: { status: 401, advice: 'Send a license key: Authorization: Bearer PGS-…' },
  key_of_other_kind: {
    status: 409,
    advice: 'PGS- begins the key of a system license, PGC- that of a customer license. Use the other one.',
  },
  license_unknown: { status: 404, advice: 'punchgate license list shows all licenses and their ids.' },
  license_ambiguous: { status: 409, advice: 'Several licenses fit: name one by its id.' },
  license_suspended: { status: 409, advice: 'The license is suspended. Whoever issued it can reinstate it.' },
  license_revoked: { status: 409, advice: 'The license was revoked for good. Get another one.' },
  subscription_unknown: { status: 404, advice: 'punchgate subscription list shows all subscriptions.' },
  subscription_over: {
    status: 409,
    advice:
      'The subscription has ended. Resume it first (punchgate subscription resume), or use another one.',
  },
  reference_taken: {
    status: 409,
    advice: 'Another subscription has this reference. Use that one, or another reference.',
  },
  period_invalid: { status: 400, advice: 'A paid period must end later than the one before it.' },
  website_invalid: { status: 400, advice: 'A website is an origin: scheme, host and, where needed, port.' },
  connected_elsewhere: {
    status: 409,
    advice:
      'The license is connected to another website and serves no second one. Use a key of your own, or let the vendor move it: punchgate license move <license> --website <origin>.',
  },
  not_connected: {
    status: 409,
    advice: 'Connect the license first: punchgate license connect <key> <system>.',
  },
  rebind_refused: {
    status: 409,
    advice:
      'The license may not be bound to another fingerprint again. The new configuration needs another license.',
  },
  bound_elsewhere: {
    status: 409,
    advice:
      'The license serves another System, which would lose it. If that is meant: punchgate license move <license> --system <system>. Otherwise use a license of its own.',
  },
  bound_meanwhile: {
    status: 409,
    advice: 'Somebody else has just bound the license. Look at it and try again.',
  },
  seat_taken: {
    status: 409,
    advice: 'The customer license belongs to another customer. Release or move it first, or use another one.',
  },
  seats_used_up: {
    status: 409,
    advice: 'Every customer license is assigned. Get more, or release one that is no longer used.',
  },
  customer_licensed: {
    status: 409,
    advice: 'The customer has a customer license of this system license already.',
  },
  issued_elsewhere: {
    status: 409,
    advice:
      'Only whoever issued the license changes it. From a license server the change comes here by itself; for a file: punchgate license export there, then punchgate license import here.',
  },
  signature_invalid: {
    status: 401,
    advice:
      'The signature of the event does not fit. Compare the secret of the shop with licenseServer.eventSecret.',
  },
  request_invalid: {
    status: 400,
    advice: 'The request lacks something. The OpenAPI document has its shape.',
  },
  document_invalid: {
    status: 400,
    advice: 'That is no license document. Export it again: punchgate license export.',
  },
  document_untrusted: {
    status: 409,
    advice:
      'The document is not signed with a key that this gateway believes. If it is the right one: punchgate license import <file> --trust <key id>.',
  },
  document_altered: {
    status: 409,
    advice:
      'The document is not as it was signed: changed, or cut short on the way. Let the vendor export it again, and believe no other key for it.',
  },
  document_older: {
    status: 409,
    advice: 'A newer document is known already. Import that one, or export anew.',
  },
  document_expired: { status: 409, advice: 'The document has run out. Let the vendor export a new one.' },
  server_unreachable: {
    status: 503,
    advice: 'The license server did not answer. Nothing was changed; try again.',
  },
  answer_untrusted: {
    status: 502,
    advice:
      'The answer of the license server cannot be believed. Check license.server.url and license.server.key.',
  },
} as const satisfies Record<string, LicenseFault>;

export type LicenseFaultCode = keyof typeof licenseFaults;

/** A change of a license that is refused. `detail` is for whoever asked for the change. */
export class LicenseError extends Error {
  override readonly name = 'LicenseError';
  readonly code: LicenseFaultCode;
  readonly detail: string;

  constructor(code: LicenseFaultCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.code = code;
    this.detail = detail;
  }

  get advice(): string {
    return licenseFaults[this.code].advice;
  }
}
