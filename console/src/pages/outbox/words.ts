import type { Like } from '../../words/shape';

export const en = {
  title: 'Sandbox outbox',
  none: 'Nothing received yet',
  noneHint: 'In sandbox mode, messages arrive here instead of reaching real people.',
  off: 'This server sends real messages',
  offHint:
    'The outbox exists in sandbox mode only: ./herald demo, or ./herald up --herald.sandbox=true.',
  clear: 'Empty it',
  clearAsk: 'Delete everything the sandbox received? Messages keep their traces.',
  all: 'All channels',
  status: {
    ACCEPTED: 'Accepted',
    REPEATED: 'Repeated',
    REFUSED: 'Refused',
    DROPPED: 'Dropped',
  },
  raw: 'As it was received',
  choose: 'Choose a message to read it.',
  to: 'To',
  provider: 'Provider',
  account: 'Account',
  at: 'Received',
  answer: 'Answer',
  toMessage: 'The message it belongs to',
};

export const zh: Like<typeof en> = {
  title: '沙箱发件箱',
  none: '还没有收到任何消息',
  noneHint: '沙箱模式下，消息会发到这里，不会触达真实用户。',
  off: '当前为真实发送',
  offHint: '沙箱模式下才有发件箱：./herald demo，或 ./herald up --herald.sandbox=true。',
  clear: '清空',
  clearAsk: '清空沙箱收到的全部内容吗？消息的轨迹会保留。',
  all: '全部渠道',
  status: { ACCEPTED: '已接收', REPEATED: '重复', REFUSED: '已拒绝', DROPPED: '已丢弃' },
  raw: '收到的原文',
  choose: '选择一条消息查看。',
  to: '发往',
  provider: '服务商',
  account: '账号',
  at: '收到时间',
  answer: '应答',
  toMessage: '所属的消息',
};
