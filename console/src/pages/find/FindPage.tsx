import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { searchFor, wantedIn, type Finding } from '../../app/finding';
import { api, taken } from '../../api/client';
import type { Found } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { MessageTable } from '../messages/MessageTable';
import { FirstSteps } from './FirstSteps';
import { LatestProblems } from './LatestProblems';
import { Nearest } from './Nearest';

/** Of the times that its reader writes. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export default function FindPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state } = useLocation();
  const [search] = useSearchParams();
  const linked = search.get('q')?.trim();
  const wanted = linked ?? wantedIn(state);
  return (
    <Page title={t('find.title')}>
      {linked && <Navigate to="/" replace state={{ wanted: linked } satisfies Finding} />}
      <search>
        <form
          className="find"
          onSubmit={(event) => {
            event.preventDefault();
            const typed = String(new FormData(event.currentTarget).get('q') ?? '').trim();
            searchFor(navigate, typed);
          }}
        >
          <Input
            key={wanted}
            name="q"
            size="large"
            defaultValue={wanted}
            autoFocus
            allowClear
            autoComplete="off"
            spellCheck={false}
            prefix={<SearchOutlined aria-hidden />}
            placeholder={t('find.box')}
            aria-label={t('find.box')}
          />
          <Button type="primary" size="large" htmlType="submit">
            {t('find.find')}
          </Button>
        </form>
      </search>
      {wanted ? <Results wanted={wanted} /> : <Start />}
    </Page>
  );
}

function Results({ wanted }: { wanted: string }) {
  const found = useQuery({
    queryKey: ['find', wanted],
    queryFn: () => taken(api.POST('/v1/find', { body: { q: wanted, zone: ZONE } })),
    refetchInterval: 5_000,
  });
  return <Loaded query={found}>{(answer) => <Answer answer={answer} wanted={wanted} />}</Loaded>;
}

function Answer({ answer, wanted }: { answer: Found; wanted: string }) {
  const { t } = useTranslation();
  return (
    <>
      {answer.understood.length > 0 && (
        <p className="understood soft">
          {t('find.understoodAs')}{' '}
          {answer.understood.map((reading) => (
            <span key={reading.as + reading.value}>
              {t(`find.as.${reading.as}`)} <b className="mono">{reading.value}</b>
            </span>
          ))}
        </p>
      )}
      <div className="card">
        {answer.messages.length > 0 ? (
          <MessageTable messages={answer.messages} />
        ) : (
          <Empty title={t('find.nothing')}>
            <p>{t('find.nothingHint')}</p>
            <div className="row">
              <Link to="/messages">{t('find.toMessages')}</Link>
            </div>
          </Empty>
        )}
      </div>
      {answer.messages.length === 0 && <Nearest wanted={wanted} />}
      {answer.more && <p className="soft small">{t('find.more')}</p>}
    </>
  );
}

function Start() {
  return (
    <>
      <FirstSteps />
      <LatestProblems />
    </>
  );
}
