import { asPunchOutError } from '../punchout/punchout-error.ts';
import { allowedReturnUrl } from '../punchout/return-url.ts';
import { readEnvelope } from './envelope.ts';
import { type PunchOutSetupRequest, readPunchOutSetupRequest } from './punchout-setup-request.ts';
import { type RequestRule, requestTable, singleElements } from './request-table.ts';
import { childNamed, childrenNamed, elements, type XmlElement } from './xml-element.ts';

/** `refused`: Punchgate or a strict receiver refuses it. `tolerated`: wrong, and read all the same. */
export type Severity = 'refused' | 'tolerated';

export interface Fault {
  severity: Severity;
  node: XmlElement;
  path: string;
  problem: string;
}

/** Requests of which Punchgate needs nothing but the envelope, beside the PunchOutSetupRequest. */
const simpleRequests: readonly string[] = ['ProfileRequest', 'StatusUpdateRequest', 'GetPendingRequest'];

type Problem = [severity: Severity, problem: string];

/** What is wrong with a request of a buyer. No value of the document is repeated but its operation and what should be a quantity. */
export function lintRequest(root: XmlElement): Fault[] {
  const faults = [...rootName(root), ...checkRequest({ ...root, name: 'cXML' }, 'cXML', root)];
  const senders = secretFaults(root);
  const refused = [...faults, ...senders].some(({ severity }) => severity === 'refused');
  return [...faults, ...senders, ...(refused ? [] : readerFaults(root))];
}

function rootName(root: XmlElement): Fault[] {
  const problem = 'is to be written cXML';
  return root.name === 'cXML' ? [] : [{ severity: 'tolerated', node: root, path: root.name, problem }];
}

/** `origin` is the element as it was read: its line is known. */
function checkRequest(node: XmlElement, path: string, origin = node): Fault[] {
  const rule = Object.hasOwn(requestTable, node.name) ? requestTable[node.name] : undefined;
  if (!rule) return [];
  const problems = [...missing(node, rule), ...order(node, rule), ...repeated(node), ...content(node, rule)];
  const here = problems.map(([severity, problem]) => ({ severity, node: origin, path, problem }));
  return [...here, ...elements(node).flatMap((child) => checkRequest(child, `${path}/${child.name}`))];
}

function missing({ children, attributes }: XmlElement, rule: RequestRule): Problem[] {
  const names = new Set(children.map((child) => (typeof child === 'string' ? '' : child.name)));
  const absent = (list: readonly string[] = []) => list.filter((name) => !names.has(name));
  const unset = (list: readonly string[] = []) => list.filter((name) => attributes[name] === undefined);
  return [
    ...absent(rule.needed).map((name): Problem => ['refused', `lacks ${name}`]),
    ...absent(rule.expected).map((name): Problem => ['tolerated', `lacks ${name}`]),
    ...unset(rule.neededAttributes).map((name): Problem => ['refused', `lacks the attribute ${name}`]),
    ...unset(rule.expectedAttributes).map((name): Problem => ['tolerated', `lacks the attribute ${name}`]),
  ];
}

function order(node: XmlElement, rule: RequestRule): Problem[] {
  const known = elements(node).filter(({ name }) => rule.children.includes(name));
  const places = known.map(({ name }) => rule.children.indexOf(name));
  const at = places.findIndex((place, index) => index > 0 && place < (places[index - 1] ?? 0));
  if (at === -1) return [];
  return [['tolerated', `has ${known[at]?.name} behind ${known[at - 1]?.name}; the DTD has it before`]];
}

function repeated(node: XmlElement): Problem[] {
  const twice = singleElements.filter((name) => childrenNamed(node, name).length > 1);
  return twice.map((name) => ['tolerated', `has ${name} more than once; the first one is read`]);
}

function content(node: XmlElement, { children }: RequestRule): Problem[] {
  if (children.length === 0 || node.name === 'Request') return [];
  const foreign = elements(node).filter(({ name }) => !children.includes(name));
  const text = node.children.some((child) => typeof child === 'string' && child.trim() !== '');
  return [
    ...foreign.map(({ name }): Problem => ['tolerated', `must not contain ${name}; it is not read`]),
    ...(text ? [['tolerated', 'must not contain text; it is not read'] satisfies Problem] : []),
  ];
}

/** Who sends a request proves it by a secret in Sender; in From and To a secret only goes astray. */
function secretFaults(root: XmlElement): Fault[] {
  const header = childNamed(root, 'Header');
  const sender = childNamed(header, 'Sender');
  const proofs = ['SharedSecret', 'CredentialMac', 'DigitalSignature'];
  const proven = (node: XmlElement) => elements(node).some(({ name }) => proofs.includes(name));
  const path = 'cXML/Header/Sender';
  const problem = 'has no SharedSecret in any Credential';
  const credentials = sender ? childrenNamed(sender, 'Credential') : [];
  const unproven = sender && credentials.length > 0 && !credentials.some(proven);
  return [
    ...(unproven ? [{ severity: 'refused' as const, node: sender, path, problem }] : []),
    ...strayed(header),
  ];
}

function strayed(header: XmlElement | undefined): Fault[] {
  const parties = ['From', 'To'].flatMap((name) => childNamed(header, name) ?? []);
  return parties.flatMap(({ name, ...party }) =>
    childrenNamed({ name, ...party }, 'Credential')
      .flatMap((credential) => childrenNamed(credential, 'SharedSecret'))
      .map((node) => ({
        severity: 'tolerated',
        node,
        path: `cXML/Header/${name}/Credential/SharedSecret`,
        problem: 'belongs in Sender; here it is not read',
      })),
  );
}

/** The readers have the last word on what Punchgate refuses. */
function readerFaults(root: XmlElement): Fault[] {
  const request = elements(childNamed(root, 'Request') ?? root).find(({ name }) => name !== 'Status');
  const node = request ?? root;
  const path = request ? `cXML/Request/${request.name}` : 'cXML';
  try {
    const { name } = readEnvelope(root).request;
    if (simpleRequests.includes(name)) return [];
    if (name !== 'PunchOutSetupRequest')
      return [{ severity: 'refused', node, path, problem: 'is no request that Punchgate answers' }];
    const setup = readPunchOutSetupRequest(node);
    return [...ignoredLines(node, path, setup), ...returnUrlFaults(node, setup.returnUrl ?? '')];
  } catch (thrown) {
    return [{ severity: 'refused', node, path, problem: asPunchOutError(thrown).detail }];
  }
}

function ignoredLines(node: XmlElement, path: string, { operation, lines }: PunchOutSetupRequest): Fault[] {
  if (operation !== 'create' || lines.length === 0) return [];
  const problem = 'has ItemOut, which goes with edit, inspect and source only; it is not read';
  return [{ severity: 'tolerated', node, path, problem }];
}

function returnUrlFaults(request: XmlElement, url: string): Fault[] {
  const node = childNamed(childNamed(request, 'BrowserFormPost'), 'URL') ?? request;
  const path = 'cXML/Request/PunchOutSetupRequest/BrowserFormPost/URL';
  const fault = (severity: Severity, problem: string): Fault[] => [{ severity, node, path, problem }];
  if (!isReturnUrl(url)) return fault('refused', 'is no http or https address that a cart can be sent to');
  return /^http:/i.test(url) ? fault('tolerated', 'is http: the cart travels unencrypted') : [];
}

function isReturnUrl(url: string): boolean {
  try {
    return allowedReturnUrl(url, [new URL(url).origin]) !== '';
  } catch {
    return false;
  }
}
