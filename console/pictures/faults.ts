import type { Page } from 'playwright-core';
import { violations } from '../journeys/axe';

/** What people of the example are called, and other data that no language of a page changes. */
const DATA = [
  /恒通|韩梅梅|李雷|张伟|欧阳静怡|王芳|财务部|各位同事|行权窗口|仲裁案|月度持股|来电要求|文案有误|夜间群发|上新资讯|股权通知/,
  /员工\.csv|名单\.csv|^邮箱$|^姓名$|^工号$|^手机号$|韩,梅梅|^DISK ALL$|股份归属|已归属|行权价|您的 \d|查看详情|您好|授予|取消：/,
  /Shares have vested|A grant was cancelled|The window to exercise|Code to sign in|New arrivals|Booked in|Jordan Smith|Fitzgerald/,
  /per (second|minute|day)|dev\.herald\.|"specversion"|shares|Dear |vested on|login code|Your window|to exercise closes/,
];

/** Names that are the same in both languages. */
const NAMES =
  /\b(Herald|Java|Server|Chat|Slack|Discord|Teams|Telegram|WhatsApp|Webhook|Kafka|RabbitMQ|RocketMQ|PostgreSQL|HTTP|API|JSON|YAML|CSV|SMTP|SMPP|URL|curl|Chrome|Linux|HeadlessChrome|Microsoft|Excel|Bot|Cloud|Workflow|Workflows|Facebook|Messenger|Business|Platform|Push|Web|App|Amazon|Google|Firebase|Apple|Google Chat|Tencent|Alibaba|Schema|Authorization|Bearer|Inter|Noto|Asia|Shanghai|America|New|York|Europe|London)\b/g;

/** Mechanical faults of what a page shows, each in a line. */
export async function faults(page: Page, language: 'en' | 'zh'): Promise<string[]> {
  const shown = await page.evaluate(look);
  const texts = shown.texts.filter((text) => !DATA.some((data) => data.test(text)));
  const foreign =
    language === 'en'
      ? texts.filter((text) => /[\u3400-\u9fff]/.test(text) && text !== '中文')
      : texts.filter((text) => /[A-Za-z]{3,}\s+[A-Za-z]{2,}/.test(text.replace(NAMES, '')));
  const raw = texts.filter((text) =>
    /\b(undefined|NaN|null)\b|\[object|Invalid Date|\d{4}-\d\d-\d\dT\d\d|\{\{\w+\}\}|^(app|session|components|alarms|applications|audit|campaigns|connectors|costs|feeds|find|jobs|messages|nodes|outbox|overview|queues|schedules|sources|suppressions|subscriptions|system|tenants|waiting|users)\.[a-zA-Z.]+$/.test(
      text,
    ),
  );
  return [
    ...shown.faults,
    ...foreign.map((text) => `not in ${language}: ${text}`),
    ...raw.map((text) => `raw: ${text}`),
    ...(await violations(page)),
  ].map((fault) => fault.replaceAll(/\s+/g, ' ').slice(0, 260));
}

/** Runs in the page. */
function look() {
  const faults: string[] = [];
  const texts = new Set<string>();
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) faults.push(`wider than the window: ${root.scrollWidth}`);
  if ((document.body.innerText ?? '').trim().length < 20) faults.push('blank');
  for (const trouble of document.querySelectorAll('.trouble')) {
    faults.push(`trouble: ${trouble.textContent}`);
  }
  const modal = [...document.querySelectorAll('[role=dialog], dialog[open]')].filter(
    (each) => each.getClientRects().length > 0,
  );
  for (const each of modal) {
    const { left, right } = each.getBoundingClientRect();
    if (left < 0 || right > innerWidth) faults.push(`dialog beyond the window: ${left} ${right}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    const holder = node.parentElement;
    if (!text || !holder || !holder.checkVisibility({ visibilityProperty: true })) continue;
    if (holder.closest('script, style, noscript, option, .skip, iframe, [aria-hidden=true]'))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    if (!holder.closest('.mono, code, pre, .cm-editor, [lang]:not(html)')) texts.add(text);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    if (lines > 3 && box.width < 34)
      faults.push(`squeezed to ${Math.round(box.width)} px: ${text}`);
    for (let at: HTMLElement | null = holder; at; at = at.parentElement) {
      const { overflowX, overflowY, textOverflow, position, webkitLineClamp } =
        getComputedStyle(at);
      if (webkitLineClamp !== 'none') break;
      if (['auto', 'scroll'].includes(overflowX)) break;
      const edge = at.getBoundingClientRect();
      if (edge.width <= 2 || edge.height <= 2) break;
      if (['hidden', 'clip'].includes(overflowX)) {
        if (textOverflow === 'ellipsis') break;
        if (box.right > edge.right + 1 || box.left < edge.left - 1) {
          faults.push(`cut off in <${at.tagName.toLowerCase()} class="${at.className}">: ${text}`);
          break;
        }
      }
      if (['hidden', 'clip'].includes(overflowY) && box.bottom > edge.bottom + 2) {
        faults.push(
          `cut off below in <${at.tagName.toLowerCase()} class="${at.className}">: ${text}`,
        );
        break;
      }
      if (position === 'fixed') break;
    }
  }
  return { faults: [...new Set(faults)], texts: [...texts] };
}
