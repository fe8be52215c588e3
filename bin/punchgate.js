#!/usr/bin/env node
// Plain JavaScript, so that it starts on any Node: the gateway itself runs on the Node pinned in package.json.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const main = new URL('../src/main.ts', import.meta.url);
const pinnedNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
// Compiled code is kept, so that a command starts in half the time.
const compileCache = fileURLToPath(new URL('../node_modules/.cache/punchgate/compiled', import.meta.url));
const runsTypeScript = Number.parseInt(process.versions.node, 10) >= 24;

if (existsSync(pinnedNode) && process.versions.node !== pinnedVersion()) {
  runWith(pinnedNode);
} else if (runsTypeScript) {
  module.enableCompileCache(compileCache);
  await import(main.href);
} else {
  console.error(
    `Node ${process.versions.node} cannot run the gateway and node_modules is missing: run npm ci once.`,
  );
  process.exitCode = 1;
}

function pinnedVersion() {
  return JSON.parse(readFileSync(new URL('../node_modules/node/package.json', import.meta.url), 'utf8'))
    .version;
}

/** @param {string} node */
function runWith(node) {
  const env = { NODE_COMPILE_CACHE: compileCache, ...process.env };
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
}
