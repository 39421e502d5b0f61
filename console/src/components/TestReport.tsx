import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { Code } from './Code';
import { useDuration } from './useDuration';
import { useReason } from './useReason';

/** One real call: what went out, and what came back. */
export function TestReport({ report }: { report: Schemas['TestReport'] }) {
  const { t } = useTranslation();
  const told = useReason();
  const duration = useDuration();
  const good = report.result === 'accepted';
  return (
    <div className="stack" role="status">
      <p className="row">
        <span className={`state ${good ? 'good' : 'bad'}`}>
          {good ? <CheckCircleOutlined aria-hidden /> : <CloseCircleOutlined aria-hidden />}
          {t(`sources.result.${report.result as 'accepted'}`, { defaultValue: report.result })}
        </span>
        <span className="num soft">{duration(report.durationMillis)}</span>
      </p>
      {report.reason && <p>{told(report.reason)}</p>}
      <div>
        <h3>{t('nodes.testRequest')}</h3>
        <Code text={report.request} label={t('nodes.testRequest')} />
      </div>
      {(report.answer || report.status) && (
        <div>
          <h3>
            {t('nodes.testAnswer')} <span className="mono">{report.status}</span>
          </h3>
          <Code text={report.answer ?? ''} label={t('nodes.testAnswer')} />
        </div>
      )}
    </div>
  );
}
