/** A body that has been read as far as it could be kept. */
export interface KeptBody {
  body: AsyncIterable<Uint8Array>;
  /** Whether all of it was kept: it can be sent again and again. */
  isWhole: boolean;
}

/** Reads a body of at most `maximumBytes` to its end; of a larger one the rest stays where it comes from. */
export async function keepBody(source: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<KeptBody> {
  const parts = source[Symbol.asyncIterator]();
  const kept: Uint8Array[] = [];
  for (let size = 0; size <= maximumBytes; ) {
    const part = await parts.next();
    if (part.done) return { body: { [Symbol.asyncIterator]: () => again(kept) }, isWhole: true };
    kept.push(part.value);
    size += part.value.length;
  }
  return { body: { [Symbol.asyncIterator]: () => again(kept, parts) }, isWhole: false };
}

async function* again(
  kept: readonly Uint8Array[],
  rest?: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* kept;
  for (let part = await rest?.next(); part && !part.done; part = await rest?.next()) yield part.value;
}
