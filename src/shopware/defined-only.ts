type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The properties that have a value: in the domain what is not there is absent. */
export function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}
