import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../components/Page';
import { useMay } from '../../session/session';
import { History } from './History';
import { Now } from './Now';
import { Rules } from './Rules';
import { Silences } from './Silences';
import { Told } from './Told';

const TABS = { now: Now, history: History, rules: Rules, silences: Silences, told: Told } as const;
type Tab = keyof typeof TABS;

/** What is amiss and was, when alarms fire, and who is told. */
export default function AlarmsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const tabs = (Object.keys(TABS) as Tab[]).filter((tab) => tab !== 'told' || may('administer'));
  const asked = search.get('tab') as Tab | null;
  return (
    <Page title={t('alarms.title')}>
      <Tabs
        activeKey={asked && tabs.includes(asked) ? asked : 'now'}
        onChange={(tab) => setSearch({ tab })}
        destroyOnHidden
        items={tabs.map((tab) => {
          const Content = TABS[tab];
          return { key: tab, label: t(`alarms.tabs.${tab}`), children: <Content /> };
        })}
      />
    </Page>
  );
}
