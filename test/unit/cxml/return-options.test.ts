import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from '../../../src/cxml/xml-element.ts';
import {
  article,
  cancelForm,
  cartOf,
  discount,
  documentIn,
  postedDocument,
  type ReturnInput,
  returnForm,
  type SystemInput,
  sampleSystem,
} from './samples.ts';

function returned(changes: Partial<SystemInput> = {}, input: ReturnInput = {}): XmlElement {
  return parseDocument(postedDocument(returnForm({ ...input, system: sampleSystem(changes) })));
}

function at(root: XmlElement, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(childNamed, root);
}

function messageOf(root: XmlElement): XmlElement {
  return at(root, 'Message', 'PunchOutOrderMessage') ?? root;
}

function headerOf(root: XmlElement): XmlElement | undefined {
  return childNamed(messageOf(root), 'PunchOutOrderMessageHeader');
}

/** Currency, amount and description of a Tax. */
function taxIn(parent: XmlElement | undefined): (string | undefined)[] | undefined {
  const tax = childNamed(parent, 'Tax');
  const money = childNamed(tax, 'Money');
  return tax && [money?.attributes.currency, textOf(money), textOf(childNamed(tax, 'Description'))];
}

describe('the field of a returned cart', () => {
  test.each([
    ['cxml-base64', 'lower', ['cxml-base64']],
    ['cxml-base64', 'guide', ['cXML-base64']],
    ['cxml-urlencoded', 'lower', ['cxml-urlencoded']],
    ['cxml-urlencoded', 'guide', ['cXML-urlencoded']],
    ['both', 'lower', ['cxml-base64', 'cxml-urlencoded']],
    ['both', 'guide', ['cXML-base64', 'cXML-urlencoded']],
  ] as const)('of %s in %s case is named as the buyer expects', (returnField, returnFieldCase, names) => {
    const system = sampleSystem({ returnField, returnFieldCase });
    expect(returnForm({ system }).fields.map(([name]) => name)).toEqual(names);
    expect(cancelForm(system).fields.map(([name]) => name)).toEqual(names);
  });

  test('stands beside the other one with the same message, the second in ASCII', () => {
    const { fields } = returnForm({ system: sampleSystem({ returnField: 'both' }) });
    const [first, second] = fields.map(([name, value]) => documentIn(name, value));
    expect(first).toContain('Größe');
    expect(second).toMatch(/^[\t\n\x20-\x7e]*$/);
    expect(parseDocument(first ?? '')).toEqual(parseDocument(second ?? ''));
  });
});

describe('the parties that a System names', () => {
  const from = { domain: 'DUNS', identity: '123456789' };
  const to = { domain: 'NetworkID', identity: 'AN02000000002' };
  const sender = { domain: 'NetworkID', identity: 'Müller & Söhne' };

  function parties(headerCredentials: Partial<SystemInput>['headerCredentials']): string[] {
    const header = at(returned({ headerCredentials }), 'Header');
    return ['From', 'To', 'Sender'].map((party) =>
      childrenNamed(childNamed(header, party) ?? { name: party, attributes: {}, children: [] }, 'Credential')
        .map((each) => `${each.attributes.domain}|${textOf(childNamed(each, 'Identity'))}`)
        .join(),
    );
  }

  test('stand in the Header instead of those of the call, each by itself', () => {
    const [usualFrom, usualTo, usualSender] = parties({});
    expect(parties({ from })).toEqual(['DUNS|123456789', usualTo, usualSender]);
    expect(parties({ to })).toEqual([usualFrom, 'NetworkID|AN02000000002', usualSender]);
    expect(parties({ sender })).toEqual([usualFrom, usualTo, 'NetworkID|Müller & Söhne']);
  });

  test('stand in the Header of a cancelled visit too', () => {
    const root = parseDocument(postedDocument(cancelForm(sampleSystem({ headerCredentials: { from } }))));
    expect(textOf(at(root, 'Header', 'From'))).toBe('123456789');
  });
});

describe('tax', () => {
  const cart = cartOf([article(), discount]);

  test('is told nowhere unless the System says so', () => {
    expect(postedDocument(returnForm({ cart }))).not.toContain('<Tax>');
  });

  test('is one sum of lines and shipping in the header, behind Shipping', () => {
    const root = returned({ tax: 'header' }, { cart });
    const header = headerOf(root);
    expect(taxIn(header)).toEqual(['EUR', '2.83', 'Tax']);
    expect(header?.children.map((child) => typeof child !== 'string' && child.name)).toEqual([
      'Total',
      'Shipping',
      'Tax',
    ]);
    expect(childrenNamed(messageOf(root), 'ItemIn').map(taxIn)).toEqual([undefined, undefined]);
  });

  test('stands with each line, its rate in words where it has one', () => {
    const { taxRate: _, ...mixed } = article();
    const lines = cartOf([article(), mixed, discount]);
    const root = returned({ tax: 'line', shipping: 'line' }, { cart: lines });
    expect(taxIn(headerOf(root))).toBeUndefined();
    expect(childrenNamed(messageOf(root), 'ItemIn').map(taxIn)).toEqual([
      ['EUR', '2.38', 'Tax 19 %'],
      ['EUR', '2.38', 'Tax'],
      ['EUR', '-0.48', 'Tax 19 %'],
      ['EUR', '0.93', 'Tax 19 %'],
    ]);
  });

  test('leaves the Total without tax', () => {
    const total = (tax: 'none' | 'header' | 'line') =>
      textOf(childNamed(headerOf(returned({ tax }, { cart })), 'Total'));
    expect([total('none'), total('header'), total('line')]).toEqual(['10.00', '10.00', '10.00']);
  });
});

describe('what a later request may do with a returned cart', () => {
  test('is to edit it unless the System allows less', () => {
    expect(headerOf(returned())?.attributes.operationAllowed).toBe('edit');
  });

  test.each(['create', 'inspect', 'edit'] as const)('is %s where the System says so', (operationAllowed) => {
    expect(headerOf(returned({ operationAllowed }))?.attributes.operationAllowed).toBe(operationAllowed);
    const cancelled = parseDocument(postedDocument(cancelForm(sampleSystem({ operationAllowed }))));
    expect(headerOf(cancelled)?.attributes.operationAllowed).toBe(operationAllowed);
  });
});

describe('a cart that was emptied on purpose', () => {
  const cart = cartOf([], {});

  test.each(['none', 'header', 'line'] as const)(
    'has a Total of nothing, no line and no Status, tax %s',
    (tax) => {
      const root = returned({ tax }, { cart });
      expect(textOf(childNamed(headerOf(root), 'Total'))).toBe('0.00');
      expect(taxIn(headerOf(root))?.[1]).toBe(tax === 'header' ? '0.00' : undefined);
      expect(childrenNamed(messageOf(root), 'ItemIn')).toEqual([]);
      expect(at(root, 'Message', 'Status')).toBeUndefined();
      expect(lintCxml(postedDocument(returnForm({ cart, system: sampleSystem({ tax }) })))).toEqual([]);
    },
  );
});
