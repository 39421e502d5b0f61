import { existsSync } from 'node:fs';

const USUAL = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The machine's own Chromium, or undefined. */
export function browserPath() {
  return USUAL.find((path) => path && existsSync(path));
}
