import { Select, type SelectProps } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  useAllNodes,
  useApplications,
  useConnectors,
  useLanes,
  useSources,
  useTenants,
} from '../api/lists';
import { useChannelName } from './ChannelName';

export type PlaceKind = 'application' | 'node' | 'tenant' | 'source' | 'lane' | 'channel';

interface Props extends SelectProps {
  kind: PlaceKind;
}

/** One of the things of a kind, found by its name or code; a node's has its application's too. */
export function PlaceChoice({ kind, ...select }: Props) {
  return (
    <Select showSearch={{ optionFilterProp: 'label' }} options={usePlaces(kind)} {...select} />
  );
}

function usePlaces(kind: PlaceKind): { value: string; label: string }[] {
  const applications = useApplications().data?.items ?? [];
  const nodes = useAllNodes();
  const tenants = useTenants().data?.items ?? [];
  const sources = useSources().data?.items ?? [];
  const lanes = useLanes().data?.items ?? [];
  const connectors = useConnectors().data?.items ?? [];
  const channelName = useChannelName();
  const { t } = useTranslation();
  switch (kind) {
    case 'application':
      return applications.map(({ code, name }) => named(code, name));
    case 'node':
      return nodes.map(({ application, code, name }) => named(`${application}/${code}`, name));
    case 'tenant':
      return tenants.map(({ code, name }) => named(code, name));
    case 'source':
      return sources.map(({ code, channel }) => named(code, channelName(channel)));
    case 'lane':
      return lanes.map(({ lane: value }) => ({
        value,
        label: t(`nodes.lanes.${value as 'normal'}`, { defaultValue: value }),
      }));
    case 'channel':
      return [...new Set(connectors.map(({ channel }) => channel))].map((channel) =>
        named(channel, channelName(channel)),
      );
  }
}

function named(value: string, name: string) {
  return { value, label: name === value ? value : `${name} (${value})` };
}
