/** Of messages that the pages are about. */
export interface Shown {
  email: string;
  refused: string;
}

/** Every page for whoever is signed in, and where it is. */
export const PAGES: [name: string, path: (shown: Shown) => string][] = [
  ['find', () => '/'],
  ['found', () => '/?q=E1001'],
  ['message', ({ email }) => `/messages/${email}`],
  ['message-refused', ({ refused }) => `/messages/${refused}`],
  ['messages', () => '/messages'],
  ['jobs', () => '/jobs'],
  ['schedules', () => '/schedules'],
  ['campaigns', () => '/campaigns'],
  ['campaign-new', () => '/campaigns/new'],
  ['overview', () => '/overview'],
  ['alarms', () => '/alarms'],
  ['waiting', () => '/waiting'],
  ['costs', () => '/costs'],
  ['alarm-rules', () => '/alarms?tab=rules'],
  ['alarm-silences', () => '/alarms?tab=silences'],
  ['alarms-told', () => '/alarms?tab=told'],
  ['nodes', () => '/nodes'],
  ['node', () => '/nodes/esop/grant.vested'],
  [
    'template',
    () => '/nodes/esop/grant.vested/template?tenant=hengtong&channel=email&locale=zh-CN',
  ],
  ['sources', () => '/sources'],
  ['source', () => '/sources/hengtong-sms'],
  ['connectors', () => '/sources?connectors'],
  ['connector', () => '/connectors/tencent-sms'],
  ['connector-new', () => '/connectors'],
  ['applications', () => '/applications'],
  ['application', () => '/applications/esop'],
  ['subscriptions', () => '/subscriptions'],
  ['subscription', () => '/subscriptions/esop/looks'],
  ['tenants', () => '/tenants'],
  ['tenant', () => '/tenants/hengtong'],
  ['calendar', () => '/tenants/hengtong/calendar'],
  ['outbox', () => '/outbox'],
  ['queues', () => '/queues'],
  ['suppressions', () => '/suppressions'],
  ['feeds', () => '/feeds'],
  ['users', () => '/users'],
  ['audit', () => '/audit'],
  ['system', () => '/system'],
  ['account', () => '/account'],
  ['missing', () => '/nothing-here'],
];
