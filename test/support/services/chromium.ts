import { type Browser, chromium } from 'playwright-core';
import { requiredProgram } from './availability.ts';

/** Debian's Chromium without a window. The sandbox needs rights that root in a container does not have. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: requiredProgram('chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
