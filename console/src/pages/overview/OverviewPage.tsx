import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api, taken } from '../../api/client';
import type { Window } from '../../api/shapes';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { Business } from './Business';
import { Failures } from './Failures';
import { Figures } from './Figures';
import { Lanes } from './Lanes';
import { SourceTable } from './SourceTable';
import { VolumeChart } from './VolumeChart';

const WINDOWS: Window[] = ['1h', '24h', '7d'];
const FRESH = 5_000;

export default function OverviewPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('window') as Window | null;
  const window = asked && WINDOWS.includes(asked) ? asked : '1h';
  const overview = useQuery({
    queryKey: ['overview', window],
    queryFn: () => taken(api.GET('/v1/overview', { params: { query: { window } } })),
    refetchInterval: FRESH,
    placeholderData: (before) => before,
  });
  return (
    <Page
      title={t('overview.title')}
      actions={
        <Segmented
          value={window}
          options={WINDOWS.map((value) => ({ value, label: t(`overview.window.${value}`) }))}
          onChange={(value) => setSearch({ window: value })}
        />
      }
    >
      <Loaded query={overview}>
        {(seen) => (
          <>
            <Figures overview={seen} />
            <div className="columns wide">
              <Section title={t(`overview.volume.${seen.step as '1m'}`)}>
                <div className="card pad">
                  <VolumeChart overview={seen} />
                </div>
              </Section>
              <Section title={t('overview.failures')}>
                <div className="card pad">
                  <Failures overview={seen} />
                </div>
              </Section>
            </div>
            <Business />
            <Section title={t('overview.lanes')}>
              <div className="card">
                <Lanes lanes={seen.lanes} />
              </div>
            </Section>
            <Section title={t('overview.sources')}>
              <div className="card">
                <SourceTable sources={seen.sources} />
              </div>
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
