import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Bundle } from './parts';
import { readReasons } from './reasons';
import type * as app from '../app/words';
import type * as components from '../components/words';
import type * as alarms from '../pages/alarms/words';
import type * as applications from '../pages/applications/words';
import type * as audit from '../pages/audit/words';
import type * as campaigns from '../pages/campaigns/words';
import type * as connectors from '../pages/connectors/words';
import type * as costs from '../pages/costs/words';
import type * as feeds from '../pages/feeds/words';
import type * as find from '../pages/find/words';
import type * as jobs from '../pages/jobs/words';
import type * as messages from '../pages/messages/words';
import type * as nodes from '../pages/nodes/words';
import type * as outbox from '../pages/outbox/words';
import type * as overview from '../pages/overview/words';
import type * as queues from '../pages/queues/words';
import type * as schedules from '../pages/schedules/words';
import type * as sources from '../pages/sources/words';
import type * as suppressions from '../pages/suppressions/words';
import type * as subscriptions from '../pages/subscriptions/words';
import type * as system from '../pages/system/words';
import type * as tenants from '../pages/tenants/words';
import type * as waiting from '../pages/waiting/words';
import type * as users from '../pages/users/words';
import type * as session from '../session/words';

export type Language = 'en' | 'zh';

/** A part is the file of words in a folder, which is found by itself; here are only their types. */
export interface Words {
  app: typeof app.en;
  components: typeof components.en;
  alarms: typeof alarms.en;
  applications: typeof applications.en;
  audit: typeof audit.en;
  campaigns: typeof campaigns.en;
  connectors: typeof connectors.en;
  costs: typeof costs.en;
  feeds: typeof feeds.en;
  find: typeof find.en;
  jobs: typeof jobs.en;
  messages: typeof messages.en;
  nodes: typeof nodes.en;
  outbox: typeof outbox.en;
  overview: typeof overview.en;
  queues: typeof queues.en;
  schedules: typeof schedules.en;
  sources: typeof sources.en;
  suppressions: typeof suppressions.en;
  subscriptions: typeof subscriptions.en;
  system: typeof system.en;
  tenants: typeof tenants.en;
  waiting: typeof waiting.en;
  users: typeof users.en;
  session: typeof session.en;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

/** Chinese when the browser prefers any Chinese over English. */
export function preferredLanguage(languages: readonly string[]): Language {
  const first = languages.find((tag) => /^(zh|en)\b/i.test(tag));
  return first?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Of one language: what every visit needs, and what the pages beyond the first one need. */
const FILES: Record<Language, Record<'first' | 'rest', () => Promise<{ default: Bundle }>>> = {
  en: { first: () => import('./first.en'), rest: () => import('./rest.en') },
  zh: { first: () => import('./first.zh'), rest: () => import('./rest.zh') },
};

void i18next.use(initReactI18next).init({
  fallbackLng: false,
  resources: {},
  interpolation: { escapeValue: false },
  initAsync: false,
});

const add = (language: Language, words: Bundle) =>
  i18next.addResourceBundle(language, 'translation', words, true, true);

/** To be awaited before the first page is drawn, which starts without the other pages' words. */
export async function startWords(language: Language) {
  const [first] = await Promise.all([FILES[language].first(), readReasons(language)]);
  add(language, first.default);
  await i18next.changeLanguage(language);
}

/** To be awaited before a page that is not the first one is drawn in the language. */
export async function readWords(language: Language) {
  add(language, (await FILES[language].rest()).default);
}

export async function chooseWords(language: Language) {
  if (i18next.language === language) return;
  await readWords(language);
  await startWords(language);
}
