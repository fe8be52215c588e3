import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { requiredProgram } from './availability.ts';

/** Debian's Chromium without a window. The sandbox needs rights that root in a container does not have. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: requiredProgram('chromium'), args });
}

/** With a profile, whose preferences count; every host under `.example` is the TLS server on `port`. */
export function launchProfile(
  folder: string,
  { port, javaScriptEnabled }: { port: number; javaScriptEnabled: boolean },
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: requiredProgram('chromium'),
    args: [...args, `--host-resolver-rules=MAP *.example 127.0.0.1:${port}`, '--ignore-certificate-errors'],
    ignoreHTTPSErrors: true,
    javaScriptEnabled,
  });
}
