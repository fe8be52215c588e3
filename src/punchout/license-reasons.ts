import { notAllowed, type ReasonText, tryAgain } from './reason-text.ts';

/** Why a license does not let a customer in. */
export const licenseReasons = {
  license_missing: {
    operator:
      'No system license was ever bound to this configuration, and this System has none. Connect one: punchgate license connect <key> <system>; who issues his own: punchgate license issue <system>.',
    buyer: notAllowed,
  },
  license_not_bound: {
    operator:
      'The license of this System is not connected to a website or not bound to a fingerprint yet: punchgate license connect <key> <system>.',
    buyer: notAllowed,
  },
  license_other_fingerprint: {
    operator:
      'The configuration of this System was never licensed: its license is bound to another fingerprint, because login parameters, fields or units were changed. Undo the change, or bind the license: punchgate license connect <key> <system>; or get another one.',
    buyer: notAllowed,
  },
  license_rebound: {
    operator:
      'This configuration was licensed once, but its license has since been bound to another one. Publish the System that it is bound to now, or bind it back: punchgate license connect <key> <system>.',
    buyer: notAllowed,
  },
  license_other_website: {
    operator:
      'This configuration is licensed for another website. Connect a license to this one, or let the vendor add it as a staging host.',
    buyer: notAllowed,
  },
  license_suspended: {
    operator: 'The system license is suspended by whoever issued it. It works again once it is reinstated.',
    buyer: notAllowed,
  },
  license_revoked: {
    operator: 'The system license was revoked by whoever issued it and will not come back. Get another one.',
    buyer: notAllowed,
  },
  license_subscription_ended: {
    operator:
      'The subscription of the license has ended. Renew or resume it (punchgate subscription list); nothing else has to be changed.',
    buyer: notAllowed,
  },
  customer_license_missing: {
    operator:
      'The customer has no customer license for this System: punchgate license assign <system> <customer>.',
    buyer: notAllowed,
  },
  customer_license_other_customer: {
    operator:
      'Every customer license of this System belongs to another customer. Get one more and assign it, or move one: punchgate license move <license> --customer <customer>.',
    buyer: notAllowed,
  },
  customer_license_other_system: {
    operator:
      'The customer license of this customer is for another System and serves no other. Assign one for this System: punchgate license assign <system> <customer>.',
    buyer: notAllowed,
  },
  customer_license_suspended: {
    operator: 'The customer license is suspended by whoever issued it. It works again once it is reinstated.',
    buyer: notAllowed,
  },
  customer_license_revoked: {
    operator:
      'The customer license of this customer was revoked. Assign another one: punchgate license assign <system> <customer>.',
    buyer: notAllowed,
  },
  license_unverifiable: {
    operator:
      'The license could not be verified just now, and nothing is known of it that would still count. The detail says what did not answer; buyers may try again.',
    buyer: tryAgain,
  },
  license_untrusted: {
    operator:
      'The license server gave an answer that cannot be believed: wrong signature, another subscription, or older than the last one. Check license.server.url and license.server.key; if both are right, tell the vendor.',
    buyer: tryAgain,
  },
  license_grace_over: {
    operator:
      'The license server has been out of reach for longer than its grace allows, or the imported license document has run out. Restore the connection, or import a new document: punchgate license import <file>.',
    buyer: tryAgain,
  },
} as const satisfies Record<string, ReasonText>;
