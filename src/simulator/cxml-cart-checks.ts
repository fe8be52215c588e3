import { cartDocuments } from '../cxml/cart-documents.ts';
import { sumFindings, timeFindings } from '../cxml/lint.ts';
import { lintDocument } from '../cxml/lint-document.ts';
import { childNamed, childrenNamed, elements, textOf, type XmlElement } from '../cxml/xml-element.ts';
import type { FormPair } from '../http/form.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import { sameName } from '../punchout/same-name.ts';
import type { CxmlCredential } from '../punchout/system.ts';
import { orderMessageIn, readCartDocument } from './cart-document.ts';
import { type Check, faultless, judged } from './check.ts';
import { counted } from './counted.ts';
import { type CxmlBuyer, secretsOf } from './cxml-request.ts';
import { leakCheck } from './leak-check.ts';
import type { ReceivedCart } from './receive-cart.ts';
import { holdsSecret } from './without-secrets.ts';

/** What holds for a cart that came back by cXML. */
export function cxmlCartChecks({ fields }: ReceivedCart, buyer: CxmlBuyer, buyerCookie: string): Check[] {
  const documents = cartDocuments(fields);
  const [bytes = Buffer.alloc(0)] = documents;
  const { root, text, fault } = readCartDocument(bytes);
  const message = orderMessageIn(root);
  const items = message ? childrenNamed(message, 'ItemIn') : [];
  const secrets = secretsOf(buyer);
  const cookie = textOf(childNamed(message, 'BuyerCookie'));
  return [
    fieldCheck(fields, documents),
    faultless(
      'cart.document',
      root ? documentFaults(bytes, root) : [fault],
      counted(text.length, 'character'),
    ),
    judged('cart.items', items.length > 0, counted(items.length, 'line')),
    judged(
      'cart.buyer-cookie',
      cookie === buyerCookie,
      cookie === '' ? 'none' : counted(cookie.length, 'character'),
    ),
    partiesCheck(childNamed(root, 'Header'), buyer),
    ...leakCheck('cart.no-secret', holdsSecret(text, secrets) ? ['it holds one'] : [], {
      secrets,
      seen: counted(text.length, 'character'),
    }),
    currencyCheck(message),
    unitCheck(items),
  ];
}

/** Where both come, a receiver reads either: they must say the same. */
function fieldCheck(fields: readonly FormPair[], documents: readonly Buffer[]): Check {
  const contents = new Set(documents.map((bytes) => contentOf(bytes)));
  const names = fields.map(([name]) => name).join(', ');
  return judged('cart.one-field', contents.size === 1, names || 'no fields');
}

/** However it is encoded, and where it cannot be read as it came. */
function contentOf(bytes: Buffer): string {
  const { root } = readCartDocument(bytes);
  return root ? JSON.stringify(root) : bytes.toString('base64');
}

/** What a receiver refuses. What only the DTD knows passes; the linter leaves the sum to it then. */
function documentFaults(bytes: Buffer, root: XmlElement): string[] {
  const refused = lintDocument(bytes).filter(({ severity }) => severity === 'refused');
  const structure = refused.map(({ line, path, problem }) => `line ${line}: ${path} ${problem}`);
  const others = [...timeFindings(root), ...(refused.length === 0 ? sumFaults(root) : [])];
  return [...structure, ...others.map(({ path, problem }) => `${path} ${problem}`)];
}

function sumFaults(root: XmlElement): ReturnType<typeof sumFindings> {
  try {
    return sumFindings(root);
  } catch (thrown) {
    return [{ path: 'Total', problem: asPunchOutError(thrown).detail }];
  }
}

function partiesCheck(header: XmlElement | undefined, { from, to }: CxmlBuyer): Check {
  const named = (party: string, { domain, identity }: CxmlCredential) => {
    const credentials = childrenNamed(
      childNamed(header, party) ?? { name: '', attributes: {}, children: [] },
      'Credential',
    );
    return credentials.some(
      (credential) =>
        sameName(credential.attributes.domain ?? '', domain) &&
        textOf(childNamed(credential, 'Identity')) === identity,
    );
  };
  const faults = [
    ...(named('From', to) ? [] : ['From is not whom the request was for']),
    ...(named('To', from) ? [] : ['To is not whom the request came from']),
  ];
  return faultless('cart.parties', faults, `From ${to.identity}, To ${from.identity}`);
}

function currencyCheck(message: XmlElement | undefined): Check {
  const currencies = [...new Set(message ? monies(message) : [])];
  return judged('cart.currency', currencies.length === 1, currencies.join(', ') || 'none');
}

function monies(node: XmlElement): string[] {
  const own = node.name === 'Money' ? [node.attributes.currency ?? 'no currency'] : [];
  return [...own, ...elements(node).flatMap(monies)];
}

function unitCheck(items: readonly XmlElement[]): Check {
  const units = items.map((item) => textOf(childNamed(childNamed(item, 'ItemDetail'), 'UnitOfMeasure')));
  const faults = units.flatMap((unit, index) => (unit === '' ? [`line ${index + 1} has none`] : []));
  return faultless('cart.units', faults, [...new Set(units)].join(', '));
}
