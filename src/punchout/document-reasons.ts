import { badRequest, type ReasonText } from './reason-text.ts';

/** What is wrong with a document before it is asked who sent it. */
export const documentReasons = {
  malformed_document: {
    operator:
      'The body is not well-formed XML. Ask the buyer for the exact bytes; the detail names the first fault.',
    buyer: badRequest,
  },
  forbidden_document: {
    operator:
      'The document declares entities or carries other markup that is never accepted. Nothing of it was read.',
    buyer: badRequest,
  },
  document_too_large: {
    operator:
      'The body exceeds limits.cxmlBytes or a structure limit. Raise the limit only if the document is genuine.',
    buyer: 'The document is too large.',
  },
  unsupported_encoding: {
    operator:
      'The character encoding is unknown or the bytes do not fit it. The buyer must send what it declares.',
    buyer: badRequest,
  },
  invalid_request: {
    operator: 'The document is well-formed but lacks something the protocol requires. The detail names it.',
    buyer: badRequest,
  },
} as const satisfies Record<string, ReasonText>;
