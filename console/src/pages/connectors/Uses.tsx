import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken } from '../../api/client';
import { useChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { useReason } from '../../components/useReason';

/** The sources and nodes that a connector is used by. */
export function Uses({ connector }: { connector: string }) {
  const { t } = useTranslation();
  const told = useReason();
  const channelName = useChannelName();
  const uses = useQuery({
    queryKey: ['definition-uses', connector],
    queryFn: () =>
      taken(api.GET('/v1/definitions/{connector}/uses', { params: { path: { connector } } })),
  });
  return (
    <Loaded query={uses}>
      {({ channel, sources, nodes }) =>
        sources.length + nodes.length === 0 ? (
          <Empty title={t('connectors.usesNone')} />
        ) : (
          <div className="stack">
            <ul className="plain">
              {sources.map(({ code, serving }) => (
                <li key={code}>
                  <Link to={`/sources/${code}`}>{code}</Link>
                  {serving.held && <span className="sub">{told(serving.held)}</span>}
                </li>
              ))}
            </ul>
            {nodes.length > 0 && (
              <div>
                <h3>{t('connectors.nodes', { channel: channelName(channel) })}</h3>
                <ul className="plain">
                  {nodes.map(({ application, node, name }) => (
                    <li key={`${application}/${node}`}>
                      <Link to={`/nodes/${application}/${node}`}>{name}</Link>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </div>
        )
      }
    </Loaded>
  );
}
