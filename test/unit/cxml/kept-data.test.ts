import { expect, test } from 'vitest';
import { findCustomer } from '../../../src/cxml/find-customer.ts';
import { keptData } from '../../../src/cxml/kept-data.ts';
import { sampleSystem } from './samples.ts';
import { setupOf } from './setup-xml.ts';

const content = `<BuyerCookie>c</BuyerCookie>
<Extrinsic name="User email">buyer@buyer.example</Extrinsic><Extrinsic name="CostCenter">610</Extrinsic>
<Contact role="endUser"><Name xml:lang="en">Anna Buyer</Name><Email>anna@buyer.example</Email></Contact>
<Contact role="other"><Name xml:lang="en">Bert</Name></Contact>
<ShipTo><Address addressID="S1" isoCountryCode="DE"><Name xml:lang="de">Lager</Name>
  <PostalAddress><DeliverTo>Anna</DeliverTo><DeliverTo>Tor 3</DeliverTo><Street>Weg 1</Street><City>Köln</City>
    <State/><PostalCode>50667</PostalCode><Country isoCountryCode="DE"/></PostalAddress>
  <Email>lager@buyer.example</Email>
  <Phone><TelephoneNumber><CountryCode isoCountryCode="DE">49</CountryCode><AreaOrCityCode>221</AreaOrCityCode>
    <Number>123</Number></TelephoneNumber></Phone></Address></ShipTo>`;

const setup = setupOf({ content });

test('the address and the first contact of a request are kept, without what is empty', () => {
  expect(keptData(setup, sampleSystem()).details).toEqual([
    ['ShipTo.addressID', 'S1'],
    ['ShipTo.Name', 'Lager'],
    ['ShipTo.Email', 'lager@buyer.example'],
    ['ShipTo.Phone', '49 221 123'],
    ['ShipTo.DeliverTo', 'Anna, Tor 3'],
    ['ShipTo.Street', 'Weg 1'],
    ['ShipTo.City', 'Köln'],
    ['ShipTo.PostalCode', '50667'],
    ['ShipTo.Country', 'DE'],
    ['Contact.Name', 'Anna Buyer'],
    ['Contact.Email', 'anna@buyer.example'],
    ['Contact.role', 'endUser'],
  ]);
});

test('a request without address and contact has no details', () => {
  expect(setupOf({}).details).toEqual([]);
});

test('what the operator has dropped is not kept, whatever its spelling', () => {
  const system = sampleSystem({ dropped: ['UserEmail', 'ship_to'] });
  const kept = keptData(setup, system);
  expect(kept.extrinsics).toEqual([['CostCenter', '610']]);
  expect(kept.details.map(([name]) => name)).toEqual(['Contact.Name', 'Contact.Email', 'Contact.role']);
  expect(keptData(setup, sampleSystem({ dropped: ['Contact', 'ShipTo'] })).details).toEqual([]);
});

test('the buyer is found by what is dropped all the same', () => {
  const system = sampleSystem({
    dropped: ['UserEmail'],
    login: { customer: 'email', emailFrom: ['UserEmail'] },
  });
  expect(findCustomer(setup, system, []).email).toBe('buyer@buyer.example');
});
