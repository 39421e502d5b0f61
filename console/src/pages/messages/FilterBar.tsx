import { FilterOutlined } from '@ant-design/icons';
import { Button, DatePicker, Grid, Input, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApplications, useLanes, useNodes, useSources, useTenants } from '../../api/lists';
import { useChannelName } from '../../components/ChannelName';
import { briefly } from '../../words/reasons';
import { changed, WINDOWS, type FilterName, type Wanted, type WindowName } from './filters';
import { textOf } from './sought';

interface Props {
  wanted: Wanted;
  choose: (next: Wanted) => void;
  /** Finds by an address or a name, which the page's own address does not show. */
  seek: (text: string | undefined) => void;
}

interface Choice {
  name: FilterName;
  label: string;
  options: { value: string; label: string }[];
}

/** Narrows the list. What is chosen stands in the address. */
export function FilterBar({ wanted, choose, seek }: Props) {
  const { t, i18n } = useTranslation();
  const { filter } = wanted;
  const { md } = Grid.useBreakpoint();
  const [unfolded, setUnfolded] = useState(false);
  const choices = useChoices(filter.application);
  const set = (name: FilterName, value: string | undefined) =>
    choose({ ...wanted, filter: changed(filter, name, value) });
  const narrowed = Object.keys(filter).length > 0 || wanted.since !== null;
  const some = Object.keys(filter).length + (wanted.since ? 1 : 0);
  if (md === false && !unfolded) {
    return (
      <div className="filters">
        <Button icon={<FilterOutlined aria-hidden />} onClick={() => setUnfolded(true)}>
          {some > 0 ? t('messages.filtersSome', { count: some }) : t('messages.filters')}
        </Button>
      </div>
    );
  }
  return (
    <div className="filters">
      <Times wanted={wanted} choose={choose} />
      {choices.map(({ name, label, options }) => (
        <Select
          key={name}
          value={filter[name] ?? null}
          options={options}
          placeholder={label}
          aria-label={label}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          onChange={(value: string | null) => set(name, value ?? undefined)}
        />
      ))}
      <Input.Search
        key={filter.sought ?? ''}
        defaultValue={textOf(filter.sought)}
        placeholder={t('messages.addressOrName')}
        aria-label={t('messages.addressOrName')}
        allowClear
        onSearch={(value) => seek(value.trim() || undefined)}
      />
      {UNSEEN.map(
        (name) =>
          filter[name] && (
            <Tag key={name} closable onClose={() => set(name, undefined)}>
              {t(`messages.${name}`)}{' '}
              <b className="mono">
                {name === 'sought'
                  ? textOf(filter.sought) || '…'
                  : name === 'reason'
                    ? briefly(filter.reason ?? '', i18n.language)
                    : filter[name]}
              </b>
            </Tag>
          ),
      )}
      {narrowed && (
        <button type="button" className="link" onClick={() => choose({ filter: {}, since: null })}>
          {t('messages.clear')}
        </button>
      )}
    </div>
  );
}

/** Filters that other pages link to; each is shown while it holds, and can be taken away. */
const UNSEEN = ['sought', 'recipient', 'reference', 'reason', 'requestedBy'] as const;

function useChoices(application: string | undefined): Choice[] {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const applications = useApplications().data?.items ?? [];
  const nodes = useNodes(application).data?.items ?? [];
  const tenants = useTenants().data?.items ?? [];
  const sources = useSources().data?.items ?? [];
  const channels = [...new Set(sources.map((source) => source.channel))];
  const lanes = useLanes().data?.items ?? [];
  const choices: Choice[] = [
    {
      name: 'application',
      label: t('messages.application'),
      options: applications.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      name: 'node',
      label: t('messages.node'),
      options: nodes.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      name: 'tenant',
      label: t('messages.tenant'),
      options: tenants.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      name: 'channel',
      label: t('messages.channel'),
      options: channels.map((channel) => ({ value: channel, label: channelName(channel) })),
    },
    {
      name: 'source',
      label: t('messages.source'),
      options: sources.map(({ code }) => ({ value: code, label: code })),
    },
    {
      name: 'lane',
      label: t('messages.lane'),
      options: lanes.map(({ lane }) => ({ value: lane, label: lane })),
    },
  ];
  return choices.filter(({ name }) => name !== 'node' || application !== undefined);
}

function Times({ wanted, choose }: Omit<Props, 'seek'>) {
  const { t } = useTranslation();
  const { filter, since } = wanted;
  const between = filter.from !== undefined || filter.to !== undefined;
  const within = (name: string) => {
    const { from: _, to: __, ...rest } = filter;
    choose(
      name === 'between'
        ? { filter: { ...rest, from: dayjs().startOf('day').toISOString() }, since: null }
        : { filter: rest, since: name === 'any' ? null : (name as WindowName) },
    );
  };
  return (
    <>
      <Select
        value={between ? 'between' : (since ?? 'any')}
        aria-label={t('messages.time')}
        popupMatchSelectWidth={false}
        onChange={within}
        options={[
          { value: 'any', label: t('messages.anyTime') },
          ...WINDOWS.map((name) => ({ value: name, label: t(`messages.window.${name}`) })),
          { value: 'between', label: t('messages.between') },
        ]}
      />
      {between && (
        <DatePicker.RangePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          allowEmpty={[true, true]}
          value={[filter.from ? dayjs(filter.from) : null, filter.to ? dayjs(filter.to) : null]}
          onChange={(range) =>
            choose({
              filter: {
                ...filter,
                from: range?.[0]?.toISOString(),
                to: range?.[1]?.toISOString(),
              },
              since: null,
            })
          }
        />
      )}
    </>
  );
}
