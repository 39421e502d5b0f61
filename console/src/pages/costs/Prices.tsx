import { useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { useSources } from '../../api/lists';
import { queries } from '../../api/queries';
import type { Page, Price } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Section } from '../../components/Page';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Loaded } from '../../components/Loaded';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { parsePrices, writePrices } from './money';

interface Fields {
  source: string;
  currency: string;
  unit: Price['unit'];
  prices: string;
  packageLeft?: number | null;
}

const UNITS = ['SEGMENT', 'MESSAGE'] as const;
const path = (source: string) => `/v1/sources/${encodeURIComponent(source)}/price`;

/** What messages cost, by source. */
export function Prices() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const tell = useTroubleMessage();
  const [setting, setSetting] = useState<Partial<Fields>>();
  const number = new Intl.NumberFormat(i18n.language);
  const elsewhere = (of: Price['prices']) =>
    t(Object.keys(of).length === 1 ? 'costs.everywhere' : 'costs.elsewhere');
  const prices = useQuery({
    queryKey: ['prices'],
    queryFn: () => json<Page<Price>>('/v1/prices'),
    refetchInterval: 10_000,
  });
  const remove = (source: string) =>
    json(path(source), 'DELETE').then(() => void queries.invalidateQueries(), tell);
  return (
    <Section title={t('costs.prices')}>
      {may('edit') && (
        <div className="actions row">
          <Button onClick={() => setSetting({ currency: 'CNY', unit: 'SEGMENT' })}>
            {t('costs.addPrice')}
          </Button>
        </div>
      )}
      <Loaded query={prices}>
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label={t('costs.prices')}>
            <Table
              rowKey="source"
              size="middle"
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              dataSource={items}
              locale={{ emptyText: <Empty title={t('costs.noPrices')} /> }}
              columns={[
                { title: t('costs.source'), dataIndex: 'source' },
                {
                  title: t('costs.price'),
                  render: (_, price) =>
                    `${writePrices(price.prices)
                      .replace('*', elsewhere(price.prices))
                      .replaceAll('\n', ' · ')} ${price.currency}`,
                },
                { title: t('costs.unit'), render: (_, { unit }) => t(`costs.units.${unit}`) },
                {
                  title: t('costs.packageLeft'),
                  className: 'num',
                  align: 'right',
                  render: (_, { packageLeft }) =>
                    packageLeft === undefined || packageLeft === null
                      ? '–'
                      : number.format(packageLeft),
                },
                {
                  render: (_, price) =>
                    may('edit') && (
                      <>
                        <Button
                          size="small"
                          type="text"
                          onClick={() =>
                            setSetting({ ...price, prices: writePrices(price.prices) })
                          }
                        >
                          {t('costs.change')}
                        </Button>
                        <Button size="small" type="text" onClick={() => void remove(price.source)}>
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
      {setting && <Set initial={setting} close={() => setSetting(undefined)} />}
    </Section>
  );
}

function Set({ initial, close }: { initial: Partial<Fields>; close: () => void }) {
  const { t } = useTranslation();
  const sources = useSources();
  return (
    <FormDrawer<Fields>
      title={t('costs.addPrice')}
      initial={initial}
      save={({ source, prices, packageLeft, currency, unit }) =>
        json(path(source), 'PUT', {
          currency,
          unit,
          prices: parsePrices(prices),
          ...(packageLeft === undefined || packageLeft === null ? {} : { packageLeft }),
        })
      }
      close={close}
    >
      <Field name="source" label={t('costs.source')}>
        <Select
          showSearch
          disabled={initial.source !== undefined}
          options={(sources.data?.items ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
      </Field>
      <Field name="prices" label={t('costs.pricesOf')} hint={t('costs.pricesHint')}>
        <Input.TextArea rows={4} placeholder="CN 0.045" />
      </Field>
      <Field name="currency" label={t('costs.currency')} hint={t('costs.currencyHint')} />
      <Field name="unit" label={t('costs.unit')}>
        <Select options={UNITS.map((value) => ({ value, label: t(`costs.units.${value}`) }))} />
      </Field>
      <Field
        name="packageLeft"
        label={t('costs.packageLeft')}
        hint={t('costs.packageHint')}
        optional
      >
        <InputNumber min={0} precision={0} style={{ width: '100%' }} />
      </Field>
    </FormDrawer>
  );
}
