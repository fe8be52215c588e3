import { over, type ReasonText } from './reason-text.ts';

/** Refusals of links, cookies and buttons of a visit. */
export const sessionReasons = {
  session_unknown: {
    operator: 'No session belongs to this link or cookie. Usual causes: blocked cookies, an old bookmark.',
    buyer: over,
  },
  session_expired: {
    operator: 'The session or its start link is older than session.startSeconds or session.hours allow.',
    buyer: over,
  },
  session_entered_elsewhere: {
    operator: 'The one-time start link was used from a second browser.',
    buyer: over,
  },
  session_replaced: {
    operator:
      'The buyer opened a second visit in the same browser, whose cookie took the place of the first one. One visit at a time goes on in a browser.',
    buyer:
      'Another catalogue visit was opened in this browser, and this one cannot go on. Go on there, or start again from your procurement system.',
  },
  session_other_host: {
    operator:
      'The visit is in a shop that buyers see under another host; the detail has both. Compare publicUrl of server and shops with what the proxy before the gateway passes as Host.',
    buyer: 'Your visit is in another shop. Go on there, or start again from your procurement system.',
  },
  session_over: {
    operator:
      'The cart of this session was returned or the session cancelled. For session.returnPageMinutes its page can be had again.',
    buyer: over,
  },
} as const satisfies Record<string, ReasonText>;
