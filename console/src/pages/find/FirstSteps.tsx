import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken } from '../../api/client';
import { listMessages } from '../messages/filters';

/** Shown until the first message was sent. */
export function FirstSteps() {
  const { t } = useTranslation();
  const any = useQuery({
    queryKey: ['messages', 'any'],
    queryFn: () => listMessages({}, undefined, 1),
  });
  const applications = useQuery({
    queryKey: ['applications'],
    queryFn: () => taken(api.GET('/v1/applications')),
    enabled: any.data?.items.length === 0,
  });
  if (!any.data || any.data.items.length > 0 || !applications.data) return null;
  const done = applications.data.items.length > 0;
  return (
    <div className="card pad section">
      <h2>{t('find.first')}</h2>
      <p className="soft">{t('find.firstHint')}</p>
      <ol className="steps">
        <li className={done ? 'done' : ''}>
          <Link to="/applications">{t('find.steps.application')}</Link>
        </li>
        <li>
          <Link to="/nodes">{t('find.steps.node')}</Link>
        </li>
        <li>
          <Link to="/nodes">{t('find.steps.template')}</Link>
        </li>
        <li>
          <Link to="/nodes">{t('find.steps.test')}</Link>
        </li>
      </ol>
    </div>
  );
}
