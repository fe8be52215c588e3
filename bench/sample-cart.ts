import type { Cart, CartItem } from '../src/punchout/cart.ts';
import { add, type Decimal, divide, multiply } from '../src/punchout/money.ts';

const quantities = [1, 2, 3, 5, 10, 12, 25, 100];
const units = ['pc', 'box', 'm', 'kg'];
const description =
  'Sechskantschraube mit Gewinde bis Kopf nach ISO 4017, Festigkeitsklasse 8.8, galvanisch verzinkt & passiviert. ' +
  'Für Maschinenbau, Stahlbau und Förderanlagen; Lieferung in der Schachtel, Maße < 1/10 mm geprüft.';

/** A cart in net prices with shipping costs; always the same for the same number of lines. */
export function sampleCart(lineCount: number): Cart {
  const items = Array.from({ length: lineCount }, (_, index) => sampleItem(index));
  const shipping = charge();
  const total = add(...items.map(({ netTotal }) => netTotal), shipping.netTotal);
  return {
    currency: 'EUR',
    currencyDecimals: 2,
    items,
    shipping,
    netTotal: total,
    shownTotal: total,
    taxStatus: 'net',
  };
}

export function countOfLines(lineCount: number): string {
  return `${lineCount.toLocaleString('en-US')} ${lineCount === 1 ? 'line' : 'lines'}`;
}

/** The price of every tenth line has more than two decimals, as a tier price or a discount leaves it. */
function sampleItem(index: number): CartItem {
  const quantity = quantities[index % quantities.length] ?? 1;
  const cents = quantity * (99 + ((index * 37) % 20_000)) - (index % 10 === 9 ? 1 : 0);
  const total = divide(String(cents), '100', 2);
  return {
    kind: 'item',
    key: `line-${index + 1}`,
    name: nameOf(index),
    quantity: String(quantity),
    unit: units[index % units.length] ?? 'pc',
    netTotal: total,
    shownTotal: total,
    tax: taxOf(total),
    taxRate: '19',
    product: productOf(index),
  };
}

function taxOf(net: Decimal): Decimal {
  return divide(multiply(net, '19'), '100', 2);
}

function nameOf(index: number): string {
  return `Schraube M${4 + (index % 20)} × ${10 + (index % 90)} & Scheibe, "größer"`;
}

function productOf(index: number): CartItem['product'] {
  return {
    id: String(index).padStart(32, '0'),
    number: `SW-${100_000 + index}`,
    name: nameOf(index),
    description,
    ean: String(4_000_000_000_000 + index),
    manufacturer: 'Müller & Söhne GmbH',
    manufacturerNumber: `ISO4017-8.8-${index}`,
    weight: '0.012',
    category: 'Verbindungselemente',
    deliveryDays: '3',
    customFields: { eclass: '23110101' },
  };
}

function charge(): CartItem {
  const total = '4.90';
  const product = { customFields: {} };
  return {
    kind: 'shipping',
    key: 'shipping',
    name: 'Versand',
    quantity: '1',
    netTotal: total,
    shownTotal: total,
    tax: taxOf(total),
    taxRate: '19',
    product,
  };
}
