import type { FormPair } from '../http/form.ts';
import type { OciFunction } from '../punchout/system.ts';
import { articlePageCheck, type Opened, unknownNumber } from './article-page-check.ts';
import { type Answer, type Ask, bodyText, statusSeen } from './ask.ts';
import { type Check, faultless, judged, skipped } from './check.ts';
import type { CheckId } from './check-sentences.ts';
import { counted } from './counted.ts';
import { catalogueFaults, readCatalogue } from './oci-catalogue.ts';
import { itemFaults, itemsOf } from './oci-items.ts';
import { loginQuestion, type OciBuyer } from './oci-request.ts';
import { formsOf, type PageForm } from './page-forms.ts';
import { cookieLines, createVisitor, waySeen } from './visitor.ts';

/** What the functions are tried with; `''` where nothing is given. */
export interface Wanted {
  product: string;
  search: string;
}

interface Trial {
  ids: readonly CheckId[];
  /** What it is tried with; without it the function is not tried. */
  needs?: keyof Wanted;
  run(buyer: OciBuyer, wanted: string, ask: Ask): Promise<Check[]>;
}

const trials: Partial<Record<OciFunction, Trial>> = {
  DETAIL: { ids: ['oci.detail'], needs: 'product', run: detail },
  VALIDATE: validation('VALIDATE', 'oci.validate'),
  QUANTITYCHECK: validation('QUANTITYCHECK', 'oci.quantity-check'),
  SOURCING: { ids: ['oci.sourcing'], needs: 'search', run: sourcing },
  BACKGROUND_SEARCH: {
    ids: ['oci.background-search.direct', 'oci.background-search.form', 'oci.background-search.hits'],
    needs: 'search',
    run: backgroundSearch,
  },
  DOWNLOADJSON: { ids: ['oci.download-json'], run: downloadJson },
};

/** All that is checked of functions. */
export const functionIds: readonly CheckId[] = Object.values(trials).flatMap(({ ids }) => ids);

/** Tries the functions that the platform calls, as far as it is said with what. */
export async function functionChecks(buyer: OciBuyer, wanted: Wanted, ask: Ask): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [name, { ids, needs, run }] of Object.entries(trials)) {
    const value = needs ? wanted[needs] : '';
    if (!buyer.call.functions.some((called) => called === name))
      checks.push(...skipped('the platform does not call it', ...ids));
    else if (needs && value === '') checks.push(...skipped(`tried with --${needs} only`, ...ids));
    else checks.push(...(await run(buyer, value, ask)));
  }
  return checks;
}

async function direct(buyer: OciBuyer, parameters: FormPair[], ask: Ask): Promise<Answer> {
  return await ask(loginQuestion(buyer, parameters));
}

async function detail(buyer: OciBuyer, product: string, ask: Ask): Promise<Check[]> {
  const open = async (number: string): Promise<Opened> => {
    const question = loginQuestion(buyer, [
      ['FUNCTION', 'DETAIL'],
      ['PRODUCTID', number],
    ]);
    const way = await createVisitor(ask).open(question);
    return { page: way.page, seen: waySeen(way) };
  };
  return [await articlePageCheck('oci.detail', product, open)];
}

async function sourcing(buyer: OciBuyer, search: string, ask: Ask): Promise<Check[]> {
  const question = loginQuestion(buyer, [
    ['FUNCTION', 'SOURCING'],
    ['SEARCHSTRING', search],
  ]);
  const way = await createVisitor(ask).open(question);
  return [judged('oci.sourcing', way.page.status === 200, waySeen(way))];
}

/** QUANTITYCHECK is known by its name only: it is taken for another VALIDATE. */
function validation(name: OciFunction, id: 'oci.validate' | 'oci.quantity-check'): Trial {
  return {
    ids: [`${id}.direct`, `${id}.form`, `${id}.fields`, `${id}.unknown`],
    needs: 'product',
    run: async (buyer, product, ask) => {
      const call = (number: string): FormPair[] => [
        ['FUNCTION', name],
        ['PRODUCTID', number],
        ['QUANTITY', '1'],
      ];
      const answer = await direct(buyer, call(product), ask);
      const unknown = await direct(buyer, call(unknownNumber), ask);
      const [form, ...more] = formsOf(bodyText(answer));
      const controls = form?.controls ?? [];
      const hidden = controls.length > 0 && more.length === 0 && controls.every((type) => type === 'hidden');
      const shape = `${counted(more.length + (form ? 1 : 0), 'form')} with ${[...new Set(controls)].join(', ') || 'no inputs'}`;
      return [
        directCheck(`${id}.direct`, answer),
        judged(`${id}.form`, hidden, shape),
        itemCheck(`${id}.fields`, form?.fields ?? [], {
          buyer,
          most: 1,
          faults: echoFaults(form, unknown, product),
        }),
        unknownCheck(`${id}.unknown`, unknown),
      ];
    },
  };
}

/** Whoever sends back what was asked for has looked nothing up. */
function echoFaults(form: PageForm | undefined, unknown: Answer, product: string): string[] {
  const plain = (fields: readonly FormPair[]) =>
    fields
      .filter(([name]) => name.startsWith('NEW_ITEM-'))
      .map(([name, value]) => `${name}=${value.replaceAll(product, '').replaceAll(unknownNumber, '')}`)
      .join('\n');
  const own = plain(form?.fields ?? []);
  const same = own !== '' && own === plain(formsOf(bodyText(unknown))[0]?.fields ?? []);
  return same ? ['the same item as for an article that does not exist'] : [];
}

function unknownCheck(id: CheckId, answer: Answer): Check {
  const data = formsOf(bodyText(answer)).flatMap(({ fields }) => fields);
  const none = answer.status > 0 && answer.status < 500 && itemsOf(data).size === 0;
  return judged(id, none, `${statusSeen(answer)}, ${counted(itemsOf(data).size, 'item')}`);
}

async function backgroundSearch(buyer: OciBuyer, search: string, ask: Ask): Promise<Check[]> {
  const parameters: FormPair[] = [
    ['FUNCTION', 'BACKGROUND_SEARCH'],
    ['SEARCHSTRING', search],
  ];
  const answer = await direct(buyer, parameters, ask);
  const page = bodyText(answer);
  const [form, ...more] = formsOf(page);
  const scripted = /<script\b|\son(load|submit)\s*=/i.test(page);
  const hasButton = form?.controls.includes('submit') ?? false;
  const shape = [
    counted(more.length + (form ? 1 : 0), 'form'),
    hasButton ? 'a button' : 'no button',
    scripted ? 'a script' : 'no script',
  ];
  return [
    directCheck('oci.background-search.direct', answer),
    judged('oci.background-search.form', hasButton && more.length === 0 && !scripted, shape.join(', ')),
    itemCheck('oci.background-search.hits', form?.fields ?? [], { buyer, most: 10_000 }),
  ];
}

async function downloadJson(buyer: OciBuyer, _: string, ask: Ask): Promise<Check[]> {
  const parameters: FormPair[] = [
    ['FUNCTION', 'DOWNLOADJSON'],
    ['PAGESIZE', '50'],
    ['REQUESTEDPAGE', '1'],
    ['LASTUPDATED', ''],
    ['TRANSACTIONID', ''],
  ];
  const answer = await direct(buyer, parameters, ask);
  const type = answer.headers['content-type'] ?? 'no Content-Type';
  const catalogue = readCatalogue(bodyText(answer));
  const faults = answer.status === 200 ? catalogueFaults(catalogue, type) : [statusSeen(answer)];
  return [
    faultless('oci.download-json', faults, `${counted(catalogue.items?.length ?? 0, 'article')}, ${type}`),
  ];
}

/** A buyer's server calls: it follows no redirect and keeps no cookie. */
function directCheck(id: CheckId, answer: Answer): Check {
  const cookies = cookieLines(answer).length;
  return judged(
    id,
    answer.status === 200 && cookies === 0,
    `${statusSeen(answer)}, ${counted(cookies, 'cookie')}`,
  );
}

function itemCheck(
  id: CheckId,
  fields: readonly FormPair[],
  { buyer, most, faults = [] }: { buyer: OciBuyer; most: number; faults?: string[] },
): Check {
  const count = itemsOf(fields).size;
  const seen = counted(count, 'item');
  const inNumber = count >= 1 && count <= most ? [] : [seen];
  return faultless(id, [...inNumber, ...faults, ...itemFaults(fields, buyer.startIndex)], seen);
}
