/** How much of a text fits; what is not set is no limit. */
export interface TextLimit {
  length?: number | undefined;
  /** Of UTF-8. */
  bytes?: number | undefined;
}

/** The beginning of a text that fits: whole characters, no halves of UTF-16, no blank at its end. */
export function cutText(value: string, limit: TextLimit): string {
  const { length = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY } = limit;
  if (value.length <= length && Buffer.byteLength(value) <= bytes) return value;
  let [characters, size, end] = [0, 0, 0];
  for (const character of value) {
    characters += 1;
    size += Buffer.byteLength(character);
    if (characters > length || size > bytes) break;
    end += character.length;
  }
  return value.slice(0, end).trimEnd();
}
