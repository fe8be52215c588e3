/** Whether two names of Extrinsics or parameters mean one: case, blanks, `_` and `-` do not count (`User email`). */
export function sameName(left: string, right: string): boolean {
  return loose(left) === loose(right);
}

function loose(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}
