import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import * as app from '../app/words';
import * as components from '../components/words';
import * as alarms from '../pages/alarms/words';
import * as applications from '../pages/applications/words';
import * as audit from '../pages/audit/words';
import * as campaigns from '../pages/campaigns/words';
import * as connectors from '../pages/connectors/words';
import * as costs from '../pages/costs/words';
import * as feeds from '../pages/feeds/words';
import * as find from '../pages/find/words';
import * as jobs from '../pages/jobs/words';
import * as messages from '../pages/messages/words';
import * as nodes from '../pages/nodes/words';
import * as outbox from '../pages/outbox/words';
import * as overview from '../pages/overview/words';
import * as queues from '../pages/queues/words';
import * as schedules from '../pages/schedules/words';
import * as sources from '../pages/sources/words';
import * as suppressions from '../pages/suppressions/words';
import * as subscriptions from '../pages/subscriptions/words';
import * as system from '../pages/system/words';
import * as tenants from '../pages/tenants/words';
import * as waiting from '../pages/waiting/words';
import * as users from '../pages/users/words';
import * as session from '../session/words';

export type Language = 'en' | 'zh';

const parts = {
  app,
  components,
  session,
  find,
  jobs,
  messages,
  overview,
  alarms,
  nodes,
  schedules,
  sources,
  campaigns,
  connectors,
  applications,
  subscriptions,
  tenants,
  outbox,
  users,
  audit,
  queues,
  suppressions,
  feeds,
  costs,
  waiting,
  system,
};

type Parts = typeof parts;

function words<L extends Language>(language: L) {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, part[language]]),
  ) as { [P in keyof Parts]: Parts[P][L] };
}

export type Words = { [P in keyof Parts]: Parts[P]['en'] };

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

export function startWords(language: Language) {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: words('en') }, zh: { translation: words('zh') } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}
