import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, taken } from '../../api/client';
import type { Schedule } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Time } from '../../components/Time';
import { useMay } from '../../session/session';
import { SecretOnce } from '../subscriptions/SecretOnce';
import { Outcome } from './Outcome';
import { ScheduleForm } from './ScheduleForm';
import { useRuleText } from './useRuleText';

const address = ({ application, code }: Schedule) => `/schedules/${application}/${code}`;

/** What is sent again and again. */
export default function SchedulesPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<Schedule | null>(null);
  const schedules = useQuery({
    queryKey: ['schedules'],
    queryFn: () => taken(api.GET('/v1/schedules')),
    refetchInterval: 5_000,
  });
  const create = may('edit') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('schedules.create')}
    </Button>
  );
  return (
    <Page title={t('schedules.title')} actions={create}>
      <p className="sub">{t('schedules.hint')}</p>
      <Loaded query={schedules}>
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label={t('schedules.title')}>
            <Schedules of={items} />
          </div>
        )}
      </Loaded>
      {creating && (
        <ScheduleForm
          made={(schedule) =>
            schedule.secret ? setMade(schedule) : void navigate(address(schedule))
          }
          close={() => setCreating(false)}
        />
      )}
      <SecretOnce
        secret={made?.secret ?? null}
        done={() => {
          if (made) void navigate(address(made));
          setMade(null);
        }}
      />
    </Page>
  );
}

function Schedules({ of }: { of: Schedule[] }) {
  const { t } = useTranslation();
  const ruleText = useRuleText();
  return (
    <Table
      rowKey={address}
      size="middle"
      pagination={of.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      dataSource={of}
      locale={{ emptyText: <Empty title={t('schedules.none')}>{t('schedules.noneHint')}</Empty> }}
      columns={[
        {
          title: t('schedules.name'),
          render: (_, each) => (
            <>
              <Link to={address(each)}>{each.spec.name ?? each.code}</Link>
              <span className="sub mono">
                {each.application}/{each.code}
              </span>
            </>
          ),
        },
        {
          title: t('schedules.when'),
          render: (_, each) => (
            <>
              {ruleText(each.spec.rule)}
              <span className="sub">{each.spec.zone}</span>
            </>
          ),
        },
        {
          title: t('schedules.nextTime'),
          render: (_, each) =>
            each.paused ? (
              <Tag color="warning">{t('schedules.paused')}</Tag>
            ) : (
              <Time at={each.next[0]} />
            ),
        },
        {
          title: t('schedules.lastFire'),
          render: (_, each) =>
            each.lastFire ? <Outcome of={each.lastFire} /> : t('schedules.never'),
        },
        {
          title: t('schedules.troubles'),
          align: 'right',
          render: (_, each) => (each.troubles > 0 ? <Tag color="error">{each.troubles}</Tag> : '0'),
        },
      ]}
    />
  );
}
