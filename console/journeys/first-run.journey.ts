import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './herald';
import { Person } from './people';

/** On a server that nobody has used yet. */
describe('the first visit', () => {
  let somebody: Person;

  beforeAll(async () => {
    somebody = await Person.administrator({ language: 'zh' });
  });

  afterAll(async () => {
    expect(somebody.complaints).toEqual([]);
  });

  const next = async (step: string) => {
    await somebody.goTo('/');
    await somebody.page.getByRole('link', { name: step }).click();
  };

  it('begins with what to do', async () => {
    await somebody.goTo('/');
    await somebody.sees('还没有发送过消息');
    await somebody.sees('创建业务系统');
  });

  it('makes an application', async () => {
    await next('创建业务系统');
    await somebody.fills({ code: 'canteen', name: '食堂', owner: '李雷' });
    await somebody.press('保存');
    await somebody.page.waitForURL(/applications\/canteen$/);
  });

  it('makes a source', async () => {
    await next('添加发送方');
    await somebody.page.getByLabel('筛选接入器').fill('smtp');
    await somebody.page.locator('.tile').getByRole('button', { name: '新建发送方' }).click();
    await somebody.fills({
      code: 'canteen-mail',
      settings_host: 'smtp.canteen.example',
      settings_username: 'canteen',
      settings_password: 'sandbox',
      settings_from: 'lunch@canteen.example',
    });
    await somebody.press('保存');
    await somebody.page.waitForURL(/sources\/canteen-mail$/);
  });

  it('makes a tenant', async () => {
    await next('添加公司');
    await somebody.fills({ code: 'downstairs', name: '楼下有限公司' });
    await somebody.press('保存');
    await somebody.page.waitForURL(/tenants\/downstairs$/);
  });

  it('makes a node', async () => {
    await next('添加推送节点');
    await somebody.press('新建节点');
    await somebody.fills({ code: 'lunch.ready', name: '午饭好了' });
    await somebody.press('保存');
    await somebody.page.waitForURL(/nodes\/canteen\/lunch\.ready$/);
  });

  it('writes its template, and sends a test', async () => {
    await next('编写模板');
    await somebody.page.locator('.matrix .cell').first().click();
    await somebody.page.getByRole('textbox', { name: '主题' }).fill('午饭好了，{{name}}');
    await somebody.page.getByRole('textbox', { name: '文本', exact: true }).fill('趁热来吃。');
    await somebody.press('发布');
    await somebody.press('确认发布');
    await somebody.sees('第 1 版已发布。');

    await somebody.page.getByRole('tab', { name: '测试发送' }).click();
    await somebody.page.locator('#to').fill('you@downstairs.example');
    await somebody.press('立即发送一条');
    await somebody.sees('服务商已接收');
  });

  it('ticks each step, the last one too, once a program has sent', async () => {
    const done = somebody.page.locator('.steps li.done');
    await somebody.goTo('/');
    await somebody.page.locator('.steps li.done', { hasText: '测试发送' }).waitFor();
    await expect.poll(() => done.count()).toBe(6);

    await ask('POST', '/v1/messages', {
      application: 'canteen',
      node: 'lunch.ready',
      tenant: 'downstairs',
      to: [{ email: 'you@downstairs.example' }],
      data: { name: '你' },
    });
    await somebody.sees('第一条消息已发出');
    await expect.poll(() => done.count()).toBe(7);
    await somebody.press('完成');
    await somebody.page.locator('.steps').waitFor({ state: 'detached' });
  });
});
