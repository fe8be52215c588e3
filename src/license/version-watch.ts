import type { LicenseStore } from '../punchout/license-store.ts';

/** So late at most does a process learn of a change by another one. */
const freshMilliseconds = 500;

export interface VersionWatch {
  /** Undefined where it cannot be known. */
  current(): Promise<number | undefined>;
  /** The next question goes to SQL: this process has just changed something. */
  forget(): void;
}

/**
 * The version of the licenses, at most half a second old. SQL is asked once however many ask; while it is out of reach
 * the last answer counts for `patience` milliseconds.
 */
export function watchVersion(licenses: Pick<LicenseStore, 'version'>, patience: number): VersionWatch {
  let known: { version: number; at: number } | undefined;
  let asking: Promise<number | undefined> | undefined;

  const knownFor = (milliseconds: number) =>
    known && performance.now() - known.at < milliseconds ? known.version : undefined;

  function ask(): Promise<number | undefined> {
    const flight: Promise<number | undefined> = licenses
      .version()
      .then(
        (version) => {
          // An answer from before a change of this process is no news any more.
          if (asking === flight) known = { version, at: performance.now() };
          return version;
        },
        () => knownFor(patience),
      )
      .finally(() => {
        if (asking === flight) asking = undefined;
      });
    asking = flight;
    return flight;
  }

  return {
    async current() {
      return knownFor(freshMilliseconds) ?? (await (asking ?? ask()));
    },
    forget() {
      known = undefined;
      asking = undefined;
    },
  };
}

/** The store, whose changes this process sees at once. */
export function watchedLicenses(licenses: LicenseStore, watch: VersionWatch): LicenseStore {
  return {
    ...licenses,
    async change(actor, work) {
      try {
        return await licenses.change(actor, work);
      } finally {
        watch.forget();
      }
    },
  };
}
