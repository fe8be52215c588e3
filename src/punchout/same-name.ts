/** Whether two names of Extrinsics or parameters mean one: case, blanks, `_` and `-` do not count (`User email`). */
export function sameName(left: string, right: string): boolean {
  return looseName(left) === looseName(right);
}

/** What all spellings of one name have in common. */
export function looseName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}
