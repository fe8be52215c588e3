import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const debianPostgresRoot = '/usr/lib/postgresql';
const debianLibraryRoot = '/usr/lib';

/**
 * The programs the tests start, with the Debian package that brings each and what is skipped without it.
 * `find` answers the path of the program, or undefined where it is absent.
 */
export const testPrograms = {
  redis: {
    debianPackage: 'redis-server',
    skippedWithout: 'tests against a real Redis',
    find: () => firstExecutable(searchPath(), 'redis-server'),
  },
  postgres: {
    debianPackage: 'postgresql',
    skippedWithout: 'tests against a real PostgreSQL',
    find: () => firstExecutable([...debianPostgresFolders(), ...searchPath()], 'initdb'),
  },
  chromium: {
    debianPackage: 'chromium',
    skippedWithout: 'tests in a real browser',
    find: () => firstExecutable(['/usr/bin'], 'chromium'),
  },
  xmllint: {
    debianPackage: 'libxml2-utils',
    skippedWithout: 'validation of emitted cXML against its DTD',
    find: () => firstExecutable(searchPath(), 'xmllint'),
  },
  openssl: {
    debianPackage: 'openssl',
    skippedWithout: 'tests in a browser over https',
    find: () => firstExecutable(searchPath(), 'openssl'),
  },
  faketime: {
    debianPackage: 'faketime',
    skippedWithout: 'tests on a machine whose clock jumps',
    find: () => firstWith(constants.R_OK, faketimeFolders(), 'libfaketime.so.1'),
  },
};

/** What the bench starts besides: no test needs it. */
export const benchPrograms = {
  nginx: {
    debianPackage: 'nginx-light',
    skippedWithout: 'the bench beside nginx',
    find: () => firstExecutable(['/usr/sbin', ...searchPath()], 'nginx'),
  },
};

function searchPath() {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** Debian keeps initdb and postgres off the PATH, one folder for each major version; newest first. */
function debianPostgresFolders() {
  try {
    return readdirSync(debianPostgresRoot)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(debianPostgresRoot, version, 'bin'));
  } catch {
    return [];
  }
}

/** A library that is loaded in front of a program; its folder is named after the architecture. */
function faketimeFolders() {
  try {
    return readdirSync(debianLibraryRoot).map((folder) => join(debianLibraryRoot, folder, 'faketime'));
  } catch {
    return [];
  }
}

/**
 * @param {string[]} folders
 * @param {string} name
 */
function firstExecutable(folders, name) {
  return firstWith(constants.X_OK, folders, name);
}

/**
 * @param {number} permission
 * @param {string[]} folders
 * @param {string} name
 */
function firstWith(permission, folders, name) {
  return folders.map((folder) => join(folder, name)).find((path) => isPermitted(path, permission));
}

/**
 * @param {string} path
 * @param {number} permission
 */
function isPermitted(path, permission) {
  try {
    accessSync(path, permission);
    return true;
  } catch {
    return false;
  }
}
