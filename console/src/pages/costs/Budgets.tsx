import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Progress, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { useApplicationName, useApplications } from '../../api/lists';
import { queries } from '../../api/queries';
import type { Budget, Page } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Section } from '../../components/Page';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Loaded } from '../../components/Loaded';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { money } from './money';

type Fields = Pick<Budget, 'application' | 'currency' | 'perMonth'>;

const path = (application: string) => `/v1/applications/${encodeURIComponent(application)}/budget`;

/** What applications may spend in a month, and did. */
export function Budgets() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const tell = useTroubleMessage();
  const applications = useApplications();
  const applicationName = useApplicationName();
  const [setting, setSetting] = useState<Partial<Fields>>();
  const budgets = useQuery({
    queryKey: ['budgets'],
    queryFn: () => json<Page<Budget>>('/v1/budgets'),
    refetchInterval: 10_000,
  });
  const remove = (application: string) =>
    json(path(application), 'DELETE').then(() => void queries.invalidateQueries(), tell);
  return (
    <Section title={t('costs.budgets')}>
      <p className="soft">{t('costs.budgetsHint')}</p>
      {may('edit') && (
        <div className="actions row">
          <Button onClick={() => setSetting({ currency: 'CNY' })}>{t('costs.addBudget')}</Button>
        </div>
      )}
      <Loaded query={budgets}>
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label={t('costs.budgets')}>
            <Table
              rowKey="application"
              size="middle"
              pagination={false}
              dataSource={items}
              locale={{ emptyText: <Empty title={t('costs.noBudgets')} /> }}
              columns={[
                {
                  title: t('costs.application'),
                  render: (_, line) => applicationName(line.application),
                },
                {
                  title: t('costs.perMonth'),
                  render: (_, line) => money(line.perMonth, line.currency, i18n.language),
                },
                {
                  title: t('costs.spent'),
                  render: (_, line) => money(line.spent, line.currency, i18n.language),
                },
                {
                  title: t('costs.used'),
                  render: (_, { percent }) => (
                    <Progress
                      percent={Math.min(100, percent)}
                      format={() => `${percent}%`}
                      status={percent >= 100 ? 'exception' : 'normal'}
                      size="small"
                      aria-label={t('costs.used')}
                    />
                  ),
                },
                {
                  render: (_, line) =>
                    may('edit') && (
                      <>
                        <Button size="small" type="text" onClick={() => setSetting(line)}>
                          {t('costs.change')}
                        </Button>
                        <Button
                          size="small"
                          type="text"
                          onClick={() => void remove(line.application)}
                        >
                          {t('costs.remove')}
                        </Button>
                      </>
                    ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      {setting && (
        <FormDrawer<Fields>
          title={t('costs.addBudget')}
          initial={{
            application: setting.application,
            currency: setting.currency,
            perMonth: setting.perMonth,
          }}
          save={({ application, ...budget }) => json(path(application), 'PUT', budget)}
          close={() => setSetting(undefined)}
        >
          <Field name="application" label={t('costs.application')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              disabled={setting.application !== undefined}
              options={(applications.data?.items ?? []).map(({ code, name }) => ({
                value: code,
                label: name === code ? code : `${name} (${code})`,
              }))}
            />
          </Field>
          <Field name="perMonth" label={t('costs.perMonth')}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Field>
          <Field name="currency" label={t('costs.currency')} hint={t('costs.currencyHint')} />
        </FormDrawer>
      )}
    </Section>
  );
}
