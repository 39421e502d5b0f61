import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ShownContent, SmsSize } from '../api/shapes';
import { Code } from './Code';
import { MailFrame } from './MailFrame';
import { Markdown } from './Markdown';

/** A content as its reader sees it: a mail, a phone's bubble, a chat's card. */
export function ContentView({ content }: { content: ShownContent }) {
  const { t } = useTranslation();
  switch (content.format) {
    case 'email':
      return <Mail content={content} />;
    case 'markdown':
    case 'card':
      return (
        <div className="chat">
          <div className="chat-card">
            <b>{content.title}</b>
            <Markdown text={content.markdown ?? ''} />
          </div>
        </div>
      );
    case 'text':
      return <Bubble text={content.text ?? ''} sms={content.sms} />;
    case 'template':
      return (
        <>
          <Bubble text={content.text ?? t('components.unknownText')} sms={content.sms} />
          <p className="soft small">
            {t('components.providerTemplate')} <span className="mono">{content.template}</span>
            {' · '}
            {t('components.params')} <span className="mono">{JSON.stringify(content.params)}</span>
          </p>
        </>
      );
    case 'payload':
      return <Code text={JSON.stringify(content.json, null, 2)} />;
    case 'none':
      return <div className="trouble">{content.failure}</div>;
  }
}

function Mail({ content }: { content: ShownContent }) {
  const { t } = useTranslation();
  const text = { key: 'text', label: t('components.text'), children: <pre>{content.text}</pre> };
  return (
    <div className="card mail">
      <div className="mail-head">
        <span className="soft">{t('components.subject')}</span> <b>{content.subject}</b>
      </div>
      {content.html ? (
        <Tabs
          size="small"
          items={[
            {
              key: 'html',
              label: t('components.html'),
              children: <MailFrame html={content.html} />,
            },
            ...(content.text ? [text] : []),
          ]}
        />
      ) : (
        <pre>{content.text}</pre>
      )}
    </div>
  );
}

/** Of a text in Latin letters the few others are worth naming; a Chinese one is made of them. */
function isFew(text: string): boolean {
  return !/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text);
}

function Bubble({ text, sms }: { text: string; sms: SmsSize | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="phone">
      <p className="bubble">{text}</p>
      {sms && (
        <p className="soft small num">
          {t('components.segments', {
            segments: sms.segments,
            units: sms.characters,
            limit: sms.segments * sms.perSegment,
            alphabet: sms.encoding,
          })}
          {isFew(text) && sms.beyondGsm7.length > 0 && (
            <>
              <br />
              {t('components.beyondGsm7', { characters: sms.beyondGsm7.join(', ') })}
            </>
          )}
        </p>
      )}
    </div>
  );
}
