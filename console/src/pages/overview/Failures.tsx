import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Overview } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { briefly } from '../../words/reasons';

/** Reasons by how often they came, each leading to its messages. */
export function Failures({ overview }: { overview: Overview }) {
  const { t, i18n } = useTranslation();
  if (overview.failures.length === 0) return <p className="soft">{t('overview.noFailures')}</p>;
  const most = Math.max(...overview.failures.map((failure) => failure.count));
  return (
    <ul className="bars">
      {overview.failures.slice(0, 8).map(({ state, reason, channel, count }) => (
        <li key={state + reason + channel}>
          <Link
            to={`/messages?${new URLSearchParams({ state, channel, since: overview.window, ...(reason && { reason }) })}`}
            className="row"
          >
            <span>
              {t(`components.state.${state}`)}
              {reason && (
                <>
                  {' · '}
                  <span title={reason}>{briefly(reason, i18n.language)}</span>
                </>
              )}
            </span>
            <span className="soft">
              <ChannelName channel={channel} />
            </span>
            <span className="num count">{count}</span>
          </Link>
          <meter min={0} max={most} value={count} aria-hidden />
        </li>
      ))}
    </ul>
  );
}
