import { differingEntries, setChanges, settingChange } from './differing-entries.ts';
import type { System, SystemCustomer } from './system.ts';

/** Settings that no license is bound to, as an operator calls them. */
const settings: readonly [
  what: string,
  read: (system: Partial<Record<string, unknown>> & System) => unknown,
][] = [
  ['the name', ({ name }) => name],
  ['the title', ({ title }) => title],
  ['the shop', ({ shop }) => shop],
  ['decimals of prices', ({ prices }) => prices.decimals],
  ['the largest price unit', ({ prices }) => prices.maximumUnit],
  ['what goes while the shop cannot show the cart', ({ lastCart }) => lastCart],
  ['the language of the shop', ({ language }) => language],
  ['the currency of the shop', ({ currency }) => currency],
  ['where cookies of the shop are kept', ({ shopCookies }) => shopCookies],
  ['shipping', ({ shipping }) => shipping],
  ['charset', ({ charset }) => charset],
  ['whether a call sets the charset', ({ charsetOfCall }) => charsetOfCall],
  ['the index of the first item', ({ startIndex }) => startIndex],
  ['whether empty fields are sent', ({ emptyFields }) => emptyFields],
  ['the query of the return address', ({ hookUrl }) => hookUrl],
  ['whether SAPEVENT:POST is accepted', ({ sapEvent }) => sapEvent],
  ['bundles', ({ bundles }) => bundles],
  ['control fields', ({ controlFields }) => controlFields],
  ['what a cancelled visit does', ({ cancel }) => cancel],
  ['the most hits of a search', ({ hits }) => hits],
  ['the largest page of a download', ({ pageSize }) => pageSize],
  ['how a cart is written', ({ cartFormat }) => cartFormat],
  ['the field of a JSON cart', ({ jsonField }) => jsonField],
  ['the DTD version', ({ dtdVersion }) => dtdVersion],
  ['the field of the returned cart', ({ returnField }) => returnField],
  ['personal data that is not kept', ({ dropped }) => dropped],
  ['customers for new buyers', madeLike],
  ['the spelling of that field', ({ returnFieldCase }) => returnFieldCase],
  ['tax', ({ tax }) => tax],
  ['whether tax is told by rate', ({ taxDetail }) => taxDetail],
  ['whether a price may be for more than one unit', ({ priceBasisQuantity }) => priceBasisQuantity],
  ['operationAllowed', ({ operationAllowed }) => operationAllowed],
  ['From of a returned cart', (system) => returnedCredential(system, 'from')],
  ['To of a returned cart', (system) => returnedCredential(system, 'to')],
  ['Sender of a returned cart', (system) => returnedCredential(system, 'sender')],
];

/** What changed that no license is bound to, in words. Of secrets it is told that they changed, never what they are. */
export function unlicensedChanges(before: System, after: System): string[] {
  return [
    ...(before.active === after.active ? [] : [`the System is now ${after.active ? 'active' : 'disabled'}`]),
    ...settings.flatMap(([what, read]) => settingChange(what, { before: read(before), after: read(after) })),
    ...secretChange('SharedSecret', secretsOf(before), secretsOf(after)),
    ...setChanges('category', { before: categoriesOf(before), after: categoriesOf(after) }),
    ...setChanges('function', { before: functionsOf(before), after: functionsOf(after) }),
    ...setChanges('return host', { before: before.returnHosts, after: after.returnHosts }),
    ...setChanges('frame ancestor', { before: before.frameAncestors, after: after.frameAncestors }),
    ...customerChanges(before.customers, after.customers),
  ];
}

function returnedCredential(system: System, party: 'from' | 'to' | 'sender'): string | undefined {
  const named = system.protocol === 'cxml' ? system.headerCredentials[party] : undefined;
  return named && `${named.identity} (${named.domain})`;
}

function madeLike(system: System): string | undefined {
  const wish = system.protocol === 'cxml' ? system.createCustomers : undefined;
  if (!wish) return undefined;
  const { group, template, maximum } = wish;
  return `at most ${maximum}, like ${template}, in group ${group}`;
}

function categoriesOf(system: System): string[] {
  const categories = system.protocol === 'cxml' ? system.categories : {};
  return Object.entries(categories).map(([agreed, id]) => `${agreed} (${id})`);
}

function functionsOf(system: System): readonly string[] {
  return system.protocol === 'oci' ? system.functions : [];
}

function secretsOf(system: System): string[] {
  return system.protocol === 'cxml' ? system.sharedSecretHashes : [];
}

function secretChange(what: string, before: readonly string[], after: readonly string[]): string[] {
  const added = after.some((hash) => !before.includes(hash));
  const removed = before.some((hash) => !after.includes(hash));
  if (added && removed) return [`${what} changed`];
  if (added) return [`${what} added`];
  return removed ? [`${what} removed`] : [];
}

function customerChanges(before: readonly SystemCustomer[], after: readonly SystemCustomer[]): string[] {
  return differingEntries(byId(before), byId(after)).flatMap(({ before: was, after: is }) => {
    if (was && is) return customerChange(was, is);
    const added = [is ?? []].flat().map((customer) => `customer ${nameOf(customer)} added`);
    return [...added, ...[was ?? []].flat().map((customer) => `customer ${nameOf(customer)} removed`)];
  });
}

function byId(customers: readonly SystemCustomer[]): Record<string, SystemCustomer> {
  return Object.fromEntries(customers.map((customer) => [customer.id, customer]));
}

function nameOf({ name, number, user, email, id }: SystemCustomer): string {
  return name ?? number ?? user ?? email ?? id;
}

function customerChange(before: SystemCustomer, after: SystemCustomer): string[] {
  const customer = `customer ${nameOf(before)}`;
  const shown = (['number', 'name', 'email', 'user'] as const).flatMap((what) =>
    settingChange(`${customer}: ${what}`, { before: before[what], after: after[what] }),
  );
  const listed = (hash: string | undefined) => (hash === undefined ? [] : [hash]);
  return [
    ...shown,
    ...secretChange(`${customer}: password`, listed(before.passwordHash), listed(after.passwordHash)),
    ...secretChange(`${customer}: token`, listed(before.tokenHash), listed(after.tokenHash)),
  ];
}
