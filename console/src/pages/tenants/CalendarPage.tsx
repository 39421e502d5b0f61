import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, taken } from '../../api/client';
import { useTenantName } from '../../api/lists';
import { queries } from '../../api/queries';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Trouble } from '../../components/Trouble';
import { useMay } from '../../session/session';
import {
  daysOf,
  kindOf,
  monthOf,
  specOf,
  textOf,
  toggled,
  type CalendarSpec,
  type Days,
} from './calendar';

/** A company's holidays and worked days of weekends, which schedules go by. */
export default function CalendarPage() {
  const tenant = useParams()['code']!;
  const calendar = useQuery({
    queryKey: ['calendar', tenant],
    queryFn: () =>
      taken(api.GET('/v1/tenants/{tenant}/calendar', { params: { path: { tenant } } })),
  });
  return (
    <Loaded query={calendar}>
      {(spec) => <Whole key={JSON.stringify(spec)} tenant={tenant} spec={spec} />}
    </Loaded>
  );
}

function Whole({ tenant, spec }: { tenant: string; spec: CalendarSpec }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const nameOf = useTenantName();
  const [days, setDays] = useState<Days>(() => daysOf(spec));
  const [year, setYear] = useState(() => new Date().getFullYear());
  const saved = () => {
    void queries.invalidateQueries({ queryKey: ['calendar', tenant] });
    void message.success(t('components.saved'), 1.5);
  };
  const path = { tenant };
  const save = useMutation({
    mutationFn: () =>
      taken(api.PUT('/v1/tenants/{tenant}/calendar', { params: { path }, body: specOf(days) })),
    onSuccess: saved,
  });
  const bring = useMutation({
    mutationFn: async (file: File) =>
      taken(
        api.POST('/v1/tenants/{tenant}/calendar/csv', {
          params: { path },
          body: { csv: textOf(await file.arrayBuffer()) },
        }),
      ),
    onSuccess: saved,
  });
  const changed = JSON.stringify(specOf(days)) !== JSON.stringify(specOf(daysOf(spec)));
  const problem = save.error ?? bring.error;
  return (
    <Page
      title={t('tenants.calendar')}
      trail={<Link to={`/tenants/${tenant}`}>{nameOf(tenant)}</Link>}
      actions={
        may('edit') && (
          <>
            <Upload
              accept=".csv,text/csv,text/plain"
              showUploadList={false}
              beforeUpload={(file) => {
                bring.mutate(file);
                return false;
              }}
            >
              <Button loading={bring.isPending}>{t('tenants.calendarImport')}</Button>
            </Upload>
            {changed && (
              <Button onClick={() => setDays(daysOf(spec))}>{t('components.cancel')}</Button>
            )}
            <Button
              type="primary"
              disabled={!changed}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t('components.save')}
            </Button>
          </>
        )
      }
    >
      <p className="sub">{t(may('edit') ? 'tenants.calendarHint' : 'tenants.calendarRead')}</p>
      {problem && <Trouble problem={problem} />}
      <div className="row year">
        <Button
          type="text"
          icon={<LeftOutlined aria-hidden />}
          aria-label={String(year - 1)}
          onClick={() => setYear(year - 1)}
        />
        <b className="num">{year}</b>
        <Button
          type="text"
          icon={<RightOutlined aria-hidden />}
          aria-label={String(year + 1)}
          onClick={() => setYear(year + 1)}
        />
        <span className="day holiday">{t('tenants.day.holiday')}</span>
        <span className="day worked">{t('tenants.day.worked')}</span>
      </div>
      <div className="months">
        {Array.from({ length: 12 }, (_, month) => (
          <Month
            key={month}
            year={year}
            month={month}
            days={days}
            toggle={may('edit') ? (day) => setDays(toggled(day, days)) : undefined}
          />
        ))}
      </div>
    </Page>
  );
}

interface MonthProps {
  year: number;
  month: number;
  days: Days;
  toggle: ((day: string) => void) | undefined;
}

/** 5 January 1970 was a Monday. */
const MONDAY = 4;

function Month({ year, month, days, toggle }: MonthProps) {
  const { t, i18n } = useTranslation();
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(i18n.language, { timeZone: 'UTC', ...options });
  const name = format({ month: 'long' }).format(Date.UTC(year, month, 1));
  const weekday = format({ weekday: 'narrow' });
  return (
    <section className="card month" aria-label={name}>
      <h3>{name}</h3>
      <div className="week" aria-hidden>
        {Array.from({ length: 7 }, (_, day) => (
          <span key={day} className="soft">
            {weekday.format(Date.UTC(1970, 0, 1 + MONDAY + day))}
          </span>
        ))}
      </div>
      <div className="week">
        {monthOf(year, month).map((day, at) => {
          if (day === null) return <span key={at} />;
          const kind = kindOf(day, days);
          return (
            <button
              key={day}
              type="button"
              className={`day ${kind}`}
              disabled={!toggle}
              aria-label={`${Number(day.slice(-2))}, ${day} ${t(`tenants.day.${kind}`)}`}
              onClick={() => toggle?.(day)}
            >
              {Number(day.slice(-2))}
            </button>
          );
        })}
      </div>
    </section>
  );
}
