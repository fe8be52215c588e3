/** What must be unique exists already. The message names columns, never values: keys and tokens are among them. */
export class AlreadyTaken extends Error {
  override readonly name = 'AlreadyTaken';
  /** As in `systems.name` or `customer_licenses.system_license_id, customer_id`. */
  readonly what: string;

  constructor(what: string, options?: ErrorOptions) {
    super(`already taken: ${what}`, options);
    this.what = what;
  }
}
