// Makes an empty checkout ready for `npm start` and, called with `test` or `bench`, for `npm test` or `npm run bench`.
// Runs on the Node of the host (20 or newer) before anything is installed: built-in modules only.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchPrograms, testPrograms } from './test-programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const forBench = process.argv[2] === 'bench';
const forTests = forBench || process.argv[2] === 'test';

if (!dependenciesAreCurrent()) {
  installDependencies();
}
if (forTests) {
  installTestPrograms();
}

/** npm records what it installed in node_modules/.package-lock.json; an interrupted install leaves none. */
function dependenciesAreCurrent() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages('node_modules/.package-lock.json');
  return (
    existsSync(join(root, 'node_modules/node/bin/node')) &&
    Object.entries(wanted).every(([path, entry]) => path === '' || isInstalled(entry, installed[path]))
  );
}

/**
 * @typedef {{ version: string, integrity?: string, optional?: boolean, dev?: boolean, devOptional?: boolean }} Entry
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
function readPackages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/**
 * @param {Entry} wanted
 * @param {Entry | undefined} installed
 */
function isInstalled(wanted, installed) {
  if (installed === undefined) {
    const onlyForDevelopment = wanted.dev === true || wanted.devOptional === true;
    return wanted.optional === true || (onlyForDevelopment && !forTests);
  }
  return installed.version === wanted.version && installed.integrity === wanted.integrity;
}

function installDependencies() {
  console.log('Installing dependencies (npm ci)');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(forTests ? ['--include=dev'] : [])];
  if (runNpm(args) !== 0) {
    console.error('npm ci failed: see its output above.');
    process.exit(1);
  }
}

/**
 * npm ci removes node_modules, and with it the pinned Node this may be running on: npm is started with
 * the Node that npm itself came with, and without the checkout's own programs on the PATH.
 * @param {string[]} args
 */
function runNpm(args) {
  const ownPrograms = join(root, 'node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ownPrograms);
  const options = { cwd: root, env: { ...process.env, PATH: path.join(delimiter) } };
  const { npm_node_execpath: node, npm_execpath: npm } = process.env;
  return node !== undefined && npm !== undefined && !node.startsWith(join(root, 'node_modules'))
    ? run(node, [npm, ...args], options)
    : run('npm', args, options);
}

function installTestPrograms() {
  const absent = missingPrograms();
  if (absent.length === 0) {
    return;
  }
  const packages = absent.map((program) => program.debianPackage);
  if (canUseApt()) {
    installDebianPackages(packages);
  }
  reportMissing(missingPrograms());
}

function missingPrograms() {
  const programs = Object.values({ ...testPrograms, ...(forBench ? benchPrograms : {}) });
  return programs.filter((program) => program.find() === undefined);
}

function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * One at a time, so that a package the distribution does not have takes no other with it.
 * @param {string[]} packages
 */
function installDebianPackages(packages) {
  console.log(`Installing for the tests: ${packages.join(', ')}`);
  apt(['update']);
  for (const name of packages) {
    apt(['install', '-y', '--no-install-recommends', name]);
  }
}

/** @param {string[]} args */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const status = run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0', ...args], {
    env,
  });
  if (status !== 0) {
    console.error(`apt-get ${args.join(' ')} failed.`);
  }
}

/** @param {{ skippedWithout: string, debianPackage: string }[]} missing */
function reportMissing(missing) {
  if (missing.length === 0) {
    return;
  }
  for (const { debianPackage, skippedWithout } of missing) {
    console.error(`Not found: ${debianPackage}. Skipped without it: ${skippedWithout}.`);
  }
  const packages = missing.map((program) => program.debianPackage).join(' ');
  console.error(`To install (Debian, Ubuntu): sudo apt-get install --no-install-recommends ${packages}`);
  if (process.env.CI === 'true') {
    console.error('With CI=true nothing may be missing.');
    process.exit(1);
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv }} options
 */
function run(command, args, options) {
  return spawnSync(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] }).status;
}
