import { buildOciFields, buildOrderCxml } from '@propeller-commerce/propeller-v2-punchout';
import { cxmlReturnProtocol } from '../src/cxml/return-protocol.ts';
import { ociReturnProtocol } from '../src/oci/return-protocol.ts';
import type { Cart } from '../src/punchout/cart.ts';
import { mapCart } from '../src/punchout/map-cart.ts';
import type { ReturnProtocols } from '../src/punchout/ports.ts';
import type { Protocol } from '../src/punchout/system.ts';
import { peerCart, peerContext, peerOciMapping } from './peer-cart.ts';
import { sampleOrigin, sampleVisit } from './sample-visit.ts';

const protocols: ReturnProtocols = { cxml: cxmlReturnProtocol(sampleOrigin), oci: ociReturnProtocol };

/** Maps and writes a returning cart as the gateway does it, from the shop's cart to the fields of the form. */
export function ownReturn(protocol: Protocol, cart: Cart): () => unknown {
  const visit = sampleVisit(protocol);
  const { cartRules, returnForm } = protocols[protocol];
  return () => returnForm(mapCart({ cart, ...visit }, cartRules(visit)), visit);
}

/** The same by the peer, from the same cart. */
export function peerReturn(protocol: Protocol, cart: Cart): () => unknown {
  const theirs = peerCart(cart);
  if (protocol === 'oci') return () => buildOciFields(theirs, peerContext, peerOciMapping);
  return () => buildOrderCxml(theirs, peerContext);
}
