import { browserPath } from './browser-path.mjs';

process.exit(browserPath() ? 0 : 1);
