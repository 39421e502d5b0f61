import { ask, sent, until } from '../journeys/herald';
import type { Shown } from '../journeys/pages';

const NODES = '/v1/applications/esop/nodes';
const VESTED = {
  grant: 'G-2024-117',
  shares: 12000,
  price: 8.5,
  currency: 'CNY',
  vestedOn: '2026-11-20',
  link: 'https://esop.example/grants/117',
};
const vested = (name: string, code: string, channel: string) => ({
  node: 'grant.vested',
  to: [{ recipient: code }],
  channels: [channel],
  data: { ...VESTED, name },
});
const reminder = (to: object) => ({
  node: 'exercise.reminder',
  to: [to],
  data: { name: '张伟', closesAt: '2026-12-31T10:00:00Z' },
});
const PEOPLE = [
  ['E1002', '李雷', 'lilei', '+8613800138002'],
  ['E1003', '张伟', 'zhangwei', '+8613800138003'],
  ['E1004', '欧阳静怡', 'ouyangjingyi', '+8613800138004'],
  ['E1005', 'Alexandra Fitzgerald-Montgomery', 'alexandra.fitzgerald', '+442079460018'],
] as const;

export interface Example extends Shown {
  campaign: string;
  /** Of a person's own page of preferences. */
  preferences: string;
}

interface Made {
  id: string;
}

/** Brings about something to see on every page; what is there already stays. */
export async function example(): Promise<Example> {
  await people();
  await business();
  const known = await ask<{ items: { id: string; name: string }[] }>('GET', '/v1/campaigns');
  const campaign = known.items.find(({ name }) => name === CAMPAIGN)?.id ?? (await happenings());
  const email = await found('SENT', 'email');
  const refused = await found('FAILED', 'sms');
  const { url } = await ask<{ url: string }>(
    'POST',
    '/v1/tenants/hengtong/recipients/E1002/preferences/link',
  );
  return { email, refused, campaign, preferences: new URL(url).pathname };
}

async function found(state: string, channel: string): Promise<string> {
  const { items } = await ask<{ items: Made[] }>(
    'GET',
    `/v1/messages?application=esop&node=grant.vested&state=${state}&channel=${channel}`,
  );
  return items[0]!.id;
}

async function people() {
  for (const [code, name, mail, phone] of PEOPLE) {
    await ask('PUT', `/v1/tenants/hengtong/recipients/${code}`, {
      name,
      addresses: { email: `${mail}@hengtong.example`, phone },
      attributes: { department: code < 'E1004' ? '财务部' : 'R&D' },
    });
  }
  await ask('PUT', '/v1/tenants/hengtong/calendar', {
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07', '2027-01-01'],
    workdays: ['2026-09-27', '2026-10-10'],
  });
  const users = await ask<{ items: { name: string }[] }>('GET', '/v1/users');
  if (users.items.some(({ name }) => name === 'han.meimei')) return;
  await ask('POST', '/v1/users', {
    name: 'han.meimei',
    displayName: '韩梅梅',
    role: 'operator',
    tenants: ['hengtong'],
  });
  await ask('POST', '/v1/users', { name: 'jordan', displayName: 'Jordan Smith', role: 'viewer' });
  await ask('POST', '/v1/legal-holds', {
    tenant: 'hengtong',
    recipient: 'E1003',
    reason: '仲裁案 2026-118',
  });
}

/** What somebody set up. */
async function business() {
  await ask('PUT', '/v1/topics/newsletter', { name: { en: 'Newsletter', zh: '上新资讯' } });
  await ask('PUT', '/v1/topics/equity', { name: { en: 'Equity', zh: '股权通知' }, perDay: 5 });
  await ask('PUT', `${NODES}/arrivals`, {
    name: 'New arrivals',
    topic: 'newsletter',
    plan: { every: ['email', 'sms'] },
    locale: 'en',
    templates: [
      { channel: 'email', content: { subject: 'New', text: 'New: {{unsubscribe.url}}' } },
      { channel: 'sms', content: { text: 'New' } },
    ],
  });
  await ask('PUT', '/v1/sources/ledger', { connector: 'feed' });
  await ask('PUT', `${NODES}/ledger.booked`, {
    name: 'Booked in the ledger',
    plan: 'feed:ledger',
    locale: 'en',
    schema: { type: 'object', properties: { entry: { type: 'integer' } } },
    templates: [{ channel: 'feed', content: { type: 'booked', json: { entry: '{{entry}}' } } }],
  });
  await ask('PUT', '/v1/applications/esop/schedules/monthly-statement', {
    name: '月度持股对账单',
    node: 'grant.vested',
    tenant: 'hengtong',
    rule: { days: 'month-workday', day: 1, times: ['09:00'] },
    zone: 'Asia/Shanghai',
    audience: { recipients: ['E1001'] },
    data: { ...VESTED, name: '韩梅梅' },
    channels: ['email'],
  });
  await ask('PUT', '/v1/applications/esop/subscriptions/looks', {
    url: 'https://esop.example/status/503',
  });
  await ask('PUT', '/v1/applications/esop/budget', { currency: 'CNY', perMonth: 20000 });
  await ask('PUT', '/v1/sources/hengtong-sms/price', {
    currency: 'CNY',
    unit: 'SEGMENT',
    prices: { CN: 0.045, GB: 0.38 },
    packageLeft: 18250,
  });
  await ask('PUT', '/v1/sources/hengtong-mail/price', {
    currency: 'CNY',
    unit: 'MESSAGE',
    prices: { '*': 0.002 },
  });
  await ask('PUT', '/v1/alarm-rules', {
    kind: 'DISK',
    scope: 'ALL',
    severity: 'WARNING',
    threshold: 100,
    forSeconds: 0,
    enabled: true,
  });
}

const CAMPAIGN = '行权窗口提醒';

/** What happened since; answers the campaign. */
async function happenings(): Promise<string> {
  for (const [name, code] of [
    ['韩梅梅', 'E1001'],
    ['李雷', 'E1002'],
    ['欧阳静怡', 'E1004'],
  ] as const) {
    for (const channel of ['email', 'sms', 'dingtalk', 'feishu']) {
      await sent(vested(name, code, channel), 'SENT');
    }
  }
  await ask('POST', '/sandbox/rules', {
    effect: 'refuse',
    channel: 'sms',
    destination: '*1380013800*',
    reason: 'recipient',
  });
  await sent(vested('张伟', 'E1003', 'sms'), 'FAILED');
  await sent(reminder({ phone: '13800138003' }), 'FAILED');
  await sent(vested('李雷', 'E1002', 'sms'), 'FAILED');
  await ask('DELETE', '/sandbox/rules');
  await ask('POST', '/v1/resends', {
    filter: { application: 'esop', node: 'exercise.reminder', state: 'FAILED' },
  });
  await ask('POST', '/v1/suppressions', {
    tenant: 'hengtong',
    channel: 'sms',
    kind: 'PHONE',
    address: '13900000077',
    note: '来电要求不再发送',
  });
  await sent(
    {
      node: 'exercise.reminder',
      to: [{ phone: '13900000077' }],
      channels: ['sms'],
      data: { name: '王芳', closesAt: '2026-12-31T10:00:00Z' },
    },
    'SUPPRESSED',
  );
  for (const entry of [4711, 4712]) {
    await sent(
      { node: 'ledger.booked', to: [{ email: 'ledger@hengtong.example' }], data: { entry } },
      'SENT',
    );
  }
  await ask('POST', '/v1/applications/esop/subscriptions/looks/test');
  const at = new Date(Date.now() + 86_400_000).toISOString();
  await sent({ ...vested('韩梅梅', 'E1001', 'email'), at }, 'PENDING');
  await ask('POST', `${NODES}/grant.cancelled/pause`, { reason: '文案有误，等法务确认' });
  await sent(
    {
      node: 'grant.cancelled',
      to: [{ email: 'zhangwei@hengtong.example' }],
      data: { name: '张伟', grant: 'G-2023-008', shares: 400, reason: '离职' },
    },
    'PENDING',
  );
  await ask('POST', '/v1/alarm-silences', {
    kind: 'LANE_AGE',
    scope: 'LANE',
    key: 'bulk',
    minutes: 480,
    reason: '夜间群发',
  });
  return campaign();
}

async function campaign(): Promise<string> {
  const { id } = await ask<Made>('POST', '/v1/campaigns', {
    name: CAMPAIGN,
    application: 'esop',
    node: 'exercise.reminder',
    tenant: 'hengtong',
    query: { channel: 'email' },
    data: { name: '各位同事', closesAt: '2026-12-31T18:00:00+08:00' },
    perSecond: 50,
  });
  const is = (state: string) =>
    until(
      () => ask<{ state: string }>('GET', `/v1/campaigns/${id}`),
      (campaign) => campaign.state === state,
    );
  await is('READY');
  await ask('POST', `/v1/campaigns/${id}/start`);
  await is('DONE');
  return id;
}
