import { Parser } from 'htmlparser2';

export interface HtmlForm {
  action: string;
  target: string;
  charset: string;
  fields: [name: string, value: string][];
}

/** The forms of a page, as a browser would understand them. */
function formsOf(page: string): HtmlForm[] {
  const forms: HtmlForm[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const { action = '', target = '', 'accept-charset': charset = '' } = attributes;
      if (name === 'form') forms.push({ action, target, charset, fields: [] });
      if (name === 'input' && attributes.name)
        forms.at(-1)?.fields.push([attributes.name, attributes.value ?? '']);
    },
  });
  parser.end(page);
  return forms;
}

export function formTo(page: string, action: string): HtmlForm {
  const form = formsOf(page).find((candidate) => candidate.action.startsWith(action));
  if (!form) throw new Error(`no form to ${action} in ${page.slice(0, 300)}`);
  return form;
}
