import { Parser } from 'htmlparser2';
import type { FormPair } from '../http/form.ts';

export interface PageForm {
  action: string;
  method: string;
  fields: FormPair[];
  /** Types of its inputs, buttons, lists and text areas, e.g. `hidden`, `submit`, `select`. */
  controls: string[];
}

const controlTags = ['input', 'button', 'select', 'textarea'];

/** The forms of a page, as a browser without scripts understands them. */
export function formsOf(page: string): PageForm[] {
  const forms: PageForm[] = [];
  const parser = new Parser({
    onopentag(tag, { action = '', method = 'get', name = '', value = '', type }) {
      if (tag === 'form') forms.push({ action, method: method.toLowerCase(), fields: [], controls: [] });
      const form = forms.at(-1);
      if (!form || !controlTags.includes(tag)) return;
      form.controls.push(controlType(tag, type));
      if (tag === 'input' && name !== '') form.fields.push([name, value]);
    },
  });
  parser.end(page);
  return forms;
}

function controlType(tag: string, type: string | undefined): string {
  if (tag === 'input') return type?.toLowerCase() ?? 'text';
  return tag === 'button' ? (type?.toLowerCase() ?? 'submit') : tag;
}
