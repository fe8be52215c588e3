import { Parser } from 'htmlparser2';

/** What a buyer's server finds in the page that answers its call. */
export interface ServerPage {
  forms: number;
  action: string | undefined;
  charset: string | undefined;
  fields: [name: string, value: string][];
  /** Types of all controls; a button counts as `submit`. */
  controls: string[];
  scripts: number;
  /** Charset that the page declares. */
  declared: string | undefined;
  /** Names of everything in the body. */
  elements: string[];
}

/** Reads a page as SAP SRM does: what is in the first HTML, without cookies, scripts or a second request. */
export function readServerPage(page: string): ServerPage {
  const read: ServerPage = {
    forms: 0,
    action: undefined,
    charset: undefined,
    fields: [],
    controls: [],
    scripts: 0,
    declared: undefined,
    elements: [],
  };
  let inBody = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'meta') read.declared ??= attributes.charset;
      if (inBody) keep(read, name, attributes);
      inBody ||= name === 'body';
    },
  });
  parser.end(page);
  return read;
}

function keep(read: ServerPage, name: string, attributes: Record<string, string>): void {
  const { action, type = 'text', value = '', 'accept-charset': charset } = attributes;
  read.elements.push(name);
  if (name === 'form') Object.assign(read, { forms: read.forms + 1, action, charset });
  if (name === 'script') read.scripts += 1;
  if (name === 'button') read.controls.push(attributes.type ?? 'submit');
  if (name === 'input') read.controls.push(type);
  if (name === 'input' && attributes.name) read.fields.push([attributes.name, value]);
}

/** Values of one OCI field, by the index of the item. */
export function valuesOf({ fields }: ServerPage, name: string): Record<string, string> {
  const pattern = new RegExp(`^NEW_ITEM-${name}\\[(\\d+)\\]$`);
  return Object.fromEntries(
    fields.flatMap(([field, value]) => {
      const index = pattern.exec(field)?.[1];
      return index === undefined ? [] : [[index, value]];
    }),
  );
}
