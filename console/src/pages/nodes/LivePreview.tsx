import { Input } from 'antd';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem';
import type { SmsSize } from '../../api/shapes';
import { ContentView } from '../../components/ContentView';
import { Trouble } from '../../components/Trouble';
import { shownOf } from './body';
import { SmsPrice } from './SmsPrice';
import { isWritten, sorted, usePreview, type Writing } from './usePreview';

interface Props {
  tenant: string | undefined;
  preview: ReturnType<typeof usePreview>;
  writing: Writing;
  setSample: (sample: string) => void;
}

/** What the words become, and the data that they are tried on. */
export function LivePreview({ tenant, preview, writing, setSample }: Props) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <h2>{t('nodes.preview')}</h2>
      {isWritten(writing.draft) ? (
        <Outcome tenant={tenant} preview={preview} writing={writing} />
      ) : (
        <p className="soft">{t('nodes.previewWait')}</p>
      )}
      <div className="labelled">
        <label htmlFor="sample">{t('nodes.sample')}</label>
        <Input.TextArea
          id="sample"
          className="mono"
          value={writing.sample}
          spellCheck={false}
          autoSize={{ minRows: 5, maxRows: 16 }}
          onChange={(event) => setSample(event.target.value)}
        />
      </div>
    </div>
  );
}

function Outcome({ tenant, preview, writing }: Omit<Props, 'setSample'>) {
  const { t } = useTranslation();
  const shown = useDeferredValue(preview.data);
  if (preview.error) {
    const { at, left } = sorted(preview.error, writing.kind);
    if (Object.keys(at).length > 0 && left.length === 0) {
      return <p className="soft">{t('nodes.previewWrong')}</p>;
    }
    return <Trouble problem={without(preview.error, left)} />;
  }
  if (shown?.failure) return <div className="trouble">{shown.failure}</div>;
  if (!shown?.content) return null;
  const sms = (shown as { sms?: SmsSize }).sms;
  return (
    <>
      <ContentView content={shownOf(shown.content as unknown as Record<string, unknown>, sms)} />
      {sms && <SmsPrice tenant={tenant} segments={sms.segments} />}
    </>
  );
}

/** The problem with those errors only that stand nowhere else. */
function without(error: Error, left: Problem['errors']): Error {
  if (!(error instanceof Problem)) return error;
  return error.with(left);
}
