import { Parser } from 'htmlparser2';

export interface PageForm {
  method: string;
  action: string;
  fields: [name: string, value: string][];
}

/** Everything that a page makes a browser ask for, now or when somebody presses it. */
export interface PageLinks {
  addresses: string[];
  forms: PageForm[];
}

const attributes = ['href', 'src', 'poster', 'data-cart-widget'];

export function pageLinks(page: string): PageLinks {
  const links: PageLinks = { addresses: [], forms: [] };
  const parser = new Parser({
    onopentag(name, tag) {
      links.addresses.push(...attributes.flatMap((attribute) => tag[attribute] ?? []));
      links.addresses.push(...(tag.srcset ?? '').split(',').flatMap((part) => part.trim().split(' ', 1)));
      if (name === 'form')
        links.forms.push({ method: tag.method ?? 'get', action: tag.action ?? '', fields: [] });
      if (name === 'input' && tag.name !== undefined)
        links.forms.at(-1)?.fields.push([tag.name, tag.value ?? '']);
    },
  });
  parser.end(page);
  return { ...links, addresses: links.addresses.filter((address) => address !== '') };
}

/** What a style sheet makes a browser ask for. */
export function styleLinks(style: string): string[] {
  return [...style.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)].flatMap(([, address]) => address ?? []);
}
