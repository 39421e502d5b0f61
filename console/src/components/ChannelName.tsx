import { useTranslation } from 'react-i18next';

const ZH: Record<string, string> = {
  email: '邮件',
  sms: '短信',
  'app-push': 'App 推送',
  dingtalk: '钉钉',
  feishu: '飞书',
  wecom: '企业微信',
  infoflow: '如流',
  wechat: '微信',
  whatsapp: 'WhatsApp',
  webhook: 'Webhook',
  telegram: 'Telegram',
  slack: 'Slack',
  discord: 'Discord',
  teams: 'Teams',
  ntfy: 'ntfy',
  gotify: 'Gotify',
  bark: 'Bark',
  serverchan: 'Server酱',
  feed: '拉取队列',
};

const EN: Record<string, string> = {
  email: 'Email',
  sms: 'SMS',
  'app-push': 'App push',
  dingtalk: 'DingTalk',
  feishu: 'Feishu',
  wecom: 'WeCom',
  infoflow: 'Infoflow',
  wechat: 'WeChat',
  whatsapp: 'WhatsApp',
  webhook: 'Webhook',
  telegram: 'Telegram',
  slack: 'Slack',
  discord: 'Discord',
  teams: 'Teams',
  ntfy: 'ntfy',
  gotify: 'Gotify',
  bark: 'Bark',
  serverchan: 'ServerChan',
  feed: 'Feed',
};

/** A channel is whatever a connector says it is; the usual ones have a name. */
export function useChannelName(): (channel: string) => string {
  const { i18n } = useTranslation();
  const names = i18n.language === 'zh' ? ZH : EN;
  return (channel) => names[channel] ?? channel;
}

export function ChannelName({ channel }: { channel: string }) {
  return useChannelName()(channel);
}
