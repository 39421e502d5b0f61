import { DatePicker, Input, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useApplications, useLanes, useNodes, useSources, useTenants } from '../../api/lists';
import { useChannelName } from '../../components/ChannelName';
import { changed, WINDOWS, type FilterName, type Wanted, type WindowName } from './filters';

interface Props {
  wanted: Wanted;
  choose: (next: Wanted) => void;
}

interface Choice {
  name: FilterName;
  label: string;
  options: { value: string; label: string }[];
}

/** Narrows the list. What is chosen stands in the address. */
export function FilterBar({ wanted, choose }: Props) {
  const { t } = useTranslation();
  const { filter } = wanted;
  const set = (name: FilterName, value: string | undefined) =>
    choose({ ...wanted, filter: changed(filter, name, value) });
  const narrowed = Object.keys(filter).length > 0 || wanted.since !== null;
  return (
    <div className="filters">
      <Times wanted={wanted} choose={choose} />
      {useChoices(filter.application).map(({ name, label, options }) => (
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
        key={filter.destination ?? ''}
        defaultValue={filter.destination ?? ''}
        placeholder={t('messages.destination')}
        aria-label={t('messages.destination')}
        allowClear
        onSearch={(value) => set('destination', value.trim() || undefined)}
      />
      {UNSEEN.map(
        (name) =>
          filter[name] && (
            <Tag key={name} closable onClose={() => set(name, undefined)}>
              {t(`messages.${name}`)} <b className="mono">{filter[name]}</b>
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
const UNSEEN = ['recipient', 'variable', 'reference'] as const;

function useChoices(application: string | undefined): Choice[] {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const applications = useApplications().data?.items ?? [];
  const nodes = useNodes(application).data?.items ?? [];
  const tenants = useTenants().data?.items ?? [];
  const channels = [...new Set((useSources().data?.items ?? []).map((source) => source.channel))];
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
      name: 'lane',
      label: t('messages.lane'),
      options: lanes.map(({ lane }) => ({ value: lane, label: lane })),
    },
  ];
  return choices.filter(({ name }) => name !== 'node' || application !== undefined);
}

function Times({ wanted, choose }: Props) {
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
          ...Object.keys(WINDOWS).map((name) => ({
            value: name,
            label: t(`messages.window.${name as WindowName}`),
          })),
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
