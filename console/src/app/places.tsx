import {
  AccountBookOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BellOutlined,
  BlockOutlined,
  ClockCircleOutlined,
  CloudDownloadOutlined,
  CloudServerOutlined,
  ExperimentOutlined,
  HourglassOutlined,
  InboxOutlined,
  LineChartOutlined,
  MessageOutlined,
  NotificationOutlined,
  OrderedListOutlined,
  SearchOutlined,
  SendOutlined,
  StopOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Permission } from '../api/shapes';
import { useLimited, useMay } from '../session/session';
import type { Words } from '../words';

type Place = keyof Words['app']['nav'];

interface Group {
  name: keyof Words['app']['group'];
  places: PlaceOf[];
}

export interface PlaceOf {
  name: Place;
  to: string;
  icon: ComponentType;
  /** Pressed after `g`. */
  key: string;
  /** The permission without which it is left out. */
  needs?: Permission;
  /** About everything there is: left out for whoever is limited to some tenants or applications. */
  whole?: true;
}

/** The navigation. */
export const GROUPS: Group[] = [
  {
    name: 'daily',
    places: [
      { name: 'find', to: '/', icon: SearchOutlined, key: 'f' },
      { name: 'messages', to: '/messages', icon: MessageOutlined, key: 'm' },
      { name: 'overview', to: '/overview', icon: LineChartOutlined, key: 'o', whole: true },
      { name: 'alarms', to: '/alarms', icon: BellOutlined, key: 'w' },
      { name: 'waiting', to: '/waiting', icon: HourglassOutlined, key: 'h' },
      { name: 'schedules', to: '/schedules', icon: ClockCircleOutlined, key: 'e' },
      { name: 'campaigns', to: '/campaigns', icon: NotificationOutlined, key: 'p' },
      { name: 'jobs', to: '/jobs', icon: OrderedListOutlined, key: 'j' },
      { name: 'costs', to: '/costs', icon: AccountBookOutlined, key: 'y' },
      { name: 'queues', to: '/queues', icon: InboxOutlined, key: 'q' },
      { name: 'suppressions', to: '/suppressions', icon: StopOutlined, key: 'b' },
      { name: 'feeds', to: '/feeds', icon: CloudDownloadOutlined, key: 'd', whole: true },
    ],
  },
  {
    name: 'setup',
    places: [
      { name: 'nodes', to: '/nodes', icon: BlockOutlined, key: 'n' },
      { name: 'sources', to: '/sources', icon: SendOutlined, key: 'c' },
      { name: 'applications', to: '/applications', icon: AppstoreOutlined, key: 'a' },
      { name: 'subscriptions', to: '/subscriptions', icon: BellOutlined, key: 'r' },
      { name: 'tenants', to: '/tenants', icon: BankOutlined, key: 't' },
    ],
  },
  {
    name: 'trial',
    places: [
      {
        name: 'outbox',
        to: '/outbox',
        icon: ExperimentOutlined,
        key: 'x',
        needs: 'see-personal-data',
        whole: true,
      },
    ],
  },
  {
    name: 'govern',
    places: [
      {
        name: 'users',
        to: '/users',
        icon: TeamOutlined,
        key: 'u',
        needs: 'administer',
        whole: true,
      },
      {
        name: 'audit',
        to: '/audit',
        icon: AuditOutlined,
        key: 'l',
        needs: 'administer',
        whole: true,
      },
      { name: 'system', to: '/system', icon: CloudServerOutlined, key: 's', whole: true },
    ],
  },
];

/** The navigation as the signed-in user has it. */
export function usePlaces(): Group[] {
  const may = useMay();
  const limited = useLimited();
  return GROUPS.map((group) => ({
    ...group,
    places: group.places.filter(
      ({ needs, whole }) => (!needs || may(needs)) && !(whole && limited),
    ),
  })).filter((group) => group.places.length > 0);
}
