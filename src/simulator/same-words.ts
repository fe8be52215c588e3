/** Whether two refusals say the same, but for references, times and the names that were asked with. */
export function sameWords(left: string, right: string, names: readonly string[]): boolean {
  return plain(left, names) === plain(right, names);
}

function plain(text: string, names: readonly string[]): string {
  const unnamed = names.filter(Boolean).reduce((rest, name) => rest.replaceAll(name, ''), text);
  return unnamed
    .replaceAll(/\S*\d\S*|\S{24,}/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
