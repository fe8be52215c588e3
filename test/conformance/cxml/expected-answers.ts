import type { CorpusRow } from '../../support/cxml-corpus.ts';

/** Folder of the corpus, and the Status that a request endpoint owes such documents. cXML 1.2, 3.1.9. */
const byFolder: Readonly<Record<string, string>> = {
  'setup-create': '200',
  // Carts that nobody here has returned.
  'setup-edit': '412',
  profile: '200',
  'status-update': '200',
  // Requests that are not offered.
  'order-request': '450',
  confirm: '450',
  'ship-notice': '450',
  invoice: '450',
  catalog: '450',
  // Messages and responses: well-formed, but no request.
  'order-message': '400',
  'setup-response': '400',
  status: '400',
  quote: '400',
  other: '400',
  malformed: '406',
};

/** Where the row says more than its folder. */
export const exceptions: Readonly<Record<string, readonly [code: string, why: string]>> = {
  'setup-create/dpassarelli-1.xml': ['400', 'every value is empty, the return address too'],
  'setup-create/friendsofcxml-4.xml': ['400', 'an empty PunchOutSetupRequest'],
  'setup-create/vphantom-4.xml': ['400', 'no BrowserFormPost: the cart has nowhere to go'],
  'setup-create/vphantom-5.xml': ['400', 'no BrowserFormPost'],
  'setup-create/vphantom-6.xml': ['400', 'no BrowserFormPost'],
  'setup-create/vphantom-7.xml': ['400', 'no BrowserFormPost'],
  'setup-create/purchasingplatform-2.xml': ['400', 'its elements stand beside the PunchOutSetupRequest'],
  'setup-create/punchoutcarewell-2.xml': ['406', 'declares an entity'],
  'setup-edit/level2-minimal.xml': ['400', 'no Header'],
  'profile/ariba-network-response.xml': ['400', 'a response'],
  'profile/vphantom-2.xml': ['400', 'a response'],
  'order-request/friendsofcxml-3.xml': ['400', 'an empty Header'],
  'order-request/friendsofcxml-4.xml': ['400', 'an empty Header'],
  'order-request/friendsofcxml-10.xml': ['400', 'an empty Header'],
  'confirm/amazon-business-min.xml': ['400', 'no Header'],
  'ship-notice/amazon-business-min.xml': ['400', 'no Header'],
  'catalog/friendsofcxml-2.xml': ['400', 'a message'],
  'catalog/friendsofcxml-3.xml': ['400', 'a message'],
  'other/friendsofcxml-1.xml': ['450', 'a request that cXML does not have'],
  'malformed/vphantom-1.xml': ['450', 'well-formed; a request that cXML does not have'],
  'malformed/vphantom-2.xml': ['400', 'well-formed; a response'],
  'malformed/dpassarelli-1.xml': ['400', 'well-formed; nothing in it'],
  'derived/leading-whitespace.xml': ['200', 'copied so often that it is taken'],
  'derived/billion-laughs.xml': ['406', 'declares entities'],
  'derived/quadratic-blowup.xml': ['406', 'declares an entity'],
  'derived/parameter-entity-oob.xml': ['406', 'declares an entity'],
  'derived/entity-name-regex-dot.xml': ['406', 'declares an entity'],
  'derived/proto-pollution-names.xml': ['406', 'an element named __proto__'],
  'constructed/credential-mac-setup.xml': ['200', 'this System does not ask for a secret'],
  'constructed/marketplace-multi-credential.xml': ['200', 'several credentials of a party'],
  'constructed/setup-inspect.xml': ['412', 'a cart that nobody here has returned'],
  'constructed/setup-edit.xml': ['412', 'a cart that nobody here has returned'],
  'constructed/setup-source.xml': ['200', 'source begins a new cart'],
  'constructed/poom-204-no-change.xml': ['400', 'a message'],
  'constructed/poom-empty-edit.xml': ['400', 'a message'],
  'constructed/order-update.xml': ['450', 'an order'],
  'constructed/order-delete.xml': ['450', 'an order'],
  'constructed/order-with-cid.xml': ['450', 'an order'],
  'constructed/order-mime.txt': ['450', 'an order, in multipart/related'],
  'constructed/status-401.xml': ['400', 'a response'],
  'constructed/statusupdate.xml': ['200', 'a StatusUpdateRequest'],
  'constructed/getpending.xml': ['204', 'nothing waits to be fetched'],
  'constructed/providersetup.xml': ['450', 'a request that is not offered'],
};

/** Undefined where nothing says what the document gets. */
export function expectedAnswer({ path, folder, wellFormed, from }: CorpusRow): string | undefined {
  if (exceptions[path]) return exceptions[path][0];
  if (!wellFormed) return '406';
  return byFolder[from?.split('/')[0] ?? folder];
}
