// Ends with 0 when there is a Chromium and a font for Chinese; on Debian it installs what is missing.
import { execFileSync } from 'node:child_process';
import { browserPath } from './browser-path.mjs';

const MINUTE = 60_000;
const PATIENT = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh']).length > 0;
  } catch {
    return false;
  }
}

const isComplete = () =>
  Boolean(browserPath()) && (process.platform !== 'linux' || hasChineseFont());

/** Asks nothing, and does not wait for ever: neither for an answer, nor for a lock or a server. */
function apt(...words) {
  execFileSync('apt-get', [...PATIENT, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 10 * MINUTE,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

if (!isComplete()) {
  try {
    apt('update', '-q');
    apt('install', '-q', '-y', '--no-install-recommends', ...PACKAGES);
  } catch (failure) {
    console.error(`Could not install ${PACKAGES.join(' and ')}: ${failure.message}`);
  }
}
process.exit(isComplete() ? 0 : 1);
