import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Grid, Table, type TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../api/client';
import { queries } from '../api/queries';
import type { OpenSession } from '../api/shapes';
import { Loaded } from '../components/Loaded';
import { Time } from '../components/Time';
import { useTroubleMessage } from '../components/troubleMessage';
import { deviceOf } from './device';

const KEY = ['open-sessions'];

/** Where the account is signed in, each to be ended. */
export function OpenSessions() {
  const { t } = useTranslation();
  const tell = useTroubleMessage();
  const { md } = Grid.useBreakpoint();
  const sessions = useQuery({ queryKey: KEY, queryFn: () => taken(api.GET('/v1/sessions')) });
  const after = {
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
    onError: tell,
  };
  const end = useMutation({
    mutationFn: (id: string) =>
      taken(api.DELETE('/v1/sessions/{id}', { params: { path: { id } } })),
    ...after,
  });
  const endOthers = useMutation({ mutationFn: () => taken(api.DELETE('/v1/sessions')), ...after });
  return (
    <Loaded query={sessions}>
      {({ items }) => (
        <div className="card">
          <Table
            rowKey="id"
            size="middle"
            pagination={false}
            dataSource={items}
            columns={columns(t, md !== false, end.mutate)}
          />
          {items.length > 1 && (
            <div className="more row">
              <Button loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
                {t('session.endOthers')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Loaded>
  );
}

/** On a phone the times stand below the browser. */
function columns(
  t: TFunction,
  wide: boolean,
  end: (id: string) => void,
): TableColumnsType<OpenSession> {
  const times: TableColumnsType<OpenSession> = [
    { title: t('session.begun'), render: (_, { begunAt }) => <Time at={begunAt} /> },
    { title: t('session.lastUsed'), render: (_, { lastUsedAt }) => <Time at={lastUsedAt} /> },
  ];
  return [
    {
      title: t('session.device'),
      render: (_, session) => <Device session={session} withTime={!wide} />,
    },
    ...(wide ? times : []),
    {
      align: 'right',
      render: (_, { id, current }) =>
        current ? (
          <span className="state good">{t('session.thisOne')}</span>
        ) : (
          <Button size="small" type="text" danger onClick={() => end(id)}>
            {t('session.end')}
          </Button>
        ),
    },
  ];
}

function Device({ session, withTime }: { session: OpenSession; withTime: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <span title={session.agent}>{deviceOf(session.agent) ?? t('session.unknownDevice')}</span>
      <span className="sub mono">{session.address}</span>
      {withTime && (
        <span className="sub">
          {t('session.lastUsed')} <Time at={session.lastUsedAt} />
        </span>
      )}
    </>
  );
}
