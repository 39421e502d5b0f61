import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

export function useCopy() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (text: string) =>
    navigator.clipboard.writeText(text).then(() => message.success(t('components.copied'), 1.5));
}

/** A text to be read as it is, or copied. */
export function Code({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <div className="code">
      <pre tabIndex={0} aria-label={label ?? t('components.text')}>
        {text}
      </pre>
      <Tooltip title={t('components.copy')}>
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('components.copy')}
          onClick={() => void copy(text)}
        />
      </Tooltip>
    </div>
  );
}

/** An id in one line. */
export function Id({ text }: { text: string }) {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <span>
      <span className="mono">{text}</span>
      <Button
        type="text"
        size="small"
        icon={<CopyOutlined aria-hidden />}
        aria-label={t('components.copy')}
        onClick={() => void copy(text)}
      />
    </span>
  );
}
