import { childNamed, childrenNamed, textOf, type XmlElement } from './xml-element.ts';

export type Detail = readonly [name: string, value: string];

/** ShipTo and the first Contact of a PunchOutSetupRequest as pairs; what is empty is left out. cXML 1.2, 5.3. */
export function setupDetails(request: XmlElement): Detail[] {
  const address = childNamed(childNamed(request, 'ShipTo'), 'Address');
  const contact = childNamed(request, 'Contact');
  return [
    ...(address ? pairs('ShipTo', addressValues(address)) : []),
    ...(contact ? pairs('Contact', contactValues(contact)) : []),
  ];
}

function pairs(element: string, values: Record<string, string>): Detail[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === '' ? [] : [[`${element}.${name}`, value] as const],
  );
}

function addressValues(address: XmlElement): Record<string, string> {
  const postal = childNamed(address, 'PostalAddress');
  const lines = (name: string) => (postal ? childrenNamed(postal, name).map(textOf).filter(Boolean) : []);
  const part = (name: string) => textOf(childNamed(postal, name));
  return {
    addressID: (address.attributes.addressID ?? '').trim(),
    Name: textOf(childNamed(address, 'Name')),
    Email: textOf(childNamed(address, 'Email')),
    Phone: phoneOf(childNamed(address, 'Phone')),
    DeliverTo: lines('DeliverTo').join(', '),
    Street: lines('Street').join(', '),
    City: part('City'),
    State: part('State'),
    PostalCode: part('PostalCode'),
    Country: part('Country') || (childNamed(postal, 'Country')?.attributes.isoCountryCode ?? ''),
  };
}

/** The parts of a TelephoneNumber, else whatever stands there. */
function phoneOf(phone: XmlElement | undefined): string {
  const number = childNamed(phone, 'TelephoneNumber');
  const parts = ['CountryCode', 'AreaOrCityCode', 'Number'].map((name) => textOf(childNamed(number, name)));
  return number ? parts.filter(Boolean).join(' ') : textOf(phone);
}

function contactValues(contact: XmlElement): Record<string, string> {
  return {
    Name: textOf(childNamed(contact, 'Name')),
    Email: textOf(childNamed(contact, 'Email')),
    role: (contact.attributes.role ?? '').trim(),
  };
}
