// Ends with 0 when there is a Chromium, after installing Debian's where that is possible.
import { execFileSync } from 'node:child_process';
import { browserPath } from './browser-path.mjs';

function install() {
  try {
    const options = { stdio: 'ignore', timeout: 300_000 };
    execFileSync('apt-get', ['update'], options);
    execFileSync('apt-get', ['install', '-y', 'chromium', 'fonts-noto-cjk'], options);
  } catch {
    console.log('No Chromium, and none could be installed: the journeys are left out.');
  }
}

if (!browserPath()) install();
process.exit(browserPath() ? 0 : 1);
