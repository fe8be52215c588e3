/** Text that may stand in a page as it is. Only `html` and `trustedHtml` make it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = string | number | Html | undefined | null | false | readonly HtmlValue[];

/** A template whose values are escaped, in text as in quoted attributes. Arrays are joined; undefined, null and false are nothing. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(strings.map((part, index) => part + htmlText(values[index])).join(''));
}

/** For markup that is written in this repository, such as a picture or a product's description. */
export function trustedHtml(text: string): Html {
  return new Html(text);
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function htmlText(value: HtmlValue): string {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(htmlText).join('');
  return escapeHtml(String(value));
}
