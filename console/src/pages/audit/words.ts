import type { Like } from '../../words/shape';

export const en = {
  title: 'Audit log',
  when: 'When',
  who: 'Who',
  action: 'What',
  subject: 'On what',
  address: 'From',
  none: 'Nothing fits',
  noneHint: 'Take a filter away.',
  verify: 'Verify the chain',
  intact: 'All {{entries}} entries are as they were written.',
  broken: 'Entry {{position}} is not as it was written: {{reason}}',
  before: 'Before',
  after: 'After',
};

export const zh: Like<typeof en> = {
  title: '审计日志',
  when: '时间',
  who: '操作者',
  action: '操作',
  subject: '对象',
  address: '来源地址',
  none: '没有符合条件的记录',
  noneHint: '请去掉一个筛选条件。',
  verify: '校验链条',
  intact: '全部 {{entries}} 条记录都与写入时一致。',
  broken: '第 {{position}} 条记录与写入时不一致：{{reason}}',
  before: '修改前',
  after: '修改后',
};
