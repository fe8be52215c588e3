import { lintDocument } from '../cxml/lint-document.ts';
import { parseDocument } from '../cxml/read-document.ts';
import { childNamed, childrenNamed, elements, textOf, type XmlElement } from '../cxml/xml-element.ts';
import type { FormPair } from '../http/form.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import { sameName } from '../punchout/same-name.ts';
import type { CxmlCredential } from '../punchout/system.ts';
import { type Check, faultless, judged } from './check.ts';
import type { CxmlBuyer } from './cxml-request.ts';
import type { ReceivedCart } from './receive-cart.ts';
import { holdsSecret } from './without-secrets.ts';

/** What holds for a cart that came back by cXML. */
export function cxmlCartChecks({ fields }: ReceivedCart, buyer: CxmlBuyer, buyerCookie: string): Check[] {
  const texts = documentsIn(fields);
  const text = texts[0] ?? '';
  const { root, fault } = parsed(text);
  const message = childNamed(childNamed(root, 'Message'), 'PunchOutOrderMessage');
  const items = message ? childrenNamed(message, 'ItemIn') : [];
  const cookie = textOf(childNamed(message, 'BuyerCookie'));
  return [
    fieldCheck(fields, texts),
    faultless('cart.document', fault ? [fault] : documentFaults(text), `${text.length} characters`),
    judged('cart.items', items.length > 0, `${items.length} lines`),
    judged(
      'cart.buyer-cookie',
      cookie === buyerCookie,
      cookie === '' ? 'none' : `${cookie.length} characters`,
    ),
    partiesCheck(childNamed(root, 'Header'), buyer),
    judged('cart.no-secret', !holdsSecret(text, [buyer.sharedSecret]), `${text.length} characters`),
    currencyCheck(message),
    unitCheck(items),
  ];
}

/** The documents in the fields, decoded. */
export function documentsIn(fields: readonly FormPair[]): string[] {
  return fields.flatMap(([name, value]) => {
    if (/^cxml-base64$/i.test(name)) return [Buffer.from(value, 'base64').toString()];
    return /^cxml-urlencoded$/i.test(name) ? [value] : [];
  });
}

function parsed(text: string): { root: XmlElement | undefined; fault: string } {
  try {
    return { root: parseDocument(text), fault: '' };
  } catch (thrown) {
    return { root: undefined, fault: asPunchOutError(thrown).detail };
  }
}

/** Where both come, a receiver reads either: they must say the same. */
function fieldCheck(fields: readonly FormPair[], texts: readonly string[]): Check {
  const documents = new Set(texts.map((text) => JSON.stringify(parsed(text).root ?? text)));
  const names = fields.map(([name]) => name).join(', ');
  return judged('cart.one-field', documents.size === 1, names || 'no fields');
}

function documentFaults(text: string): string[] {
  const findings = lintDocument(Buffer.from(text));
  return findings.map(({ line, path, problem }) => `line ${line}: ${path} ${problem}`);
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
