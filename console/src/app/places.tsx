import {
  AccountBookOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BellOutlined,
  BlockOutlined,
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
import type { Words } from '../words';

type Place = keyof Words['app']['nav'];

interface Group {
  name: keyof Words['app']['group'];
  places: { name: Place; to: string; icon: ComponentType; key: string; needs?: Permission }[];
}

/** The navigation; `key` is pressed after `g`, `needs` is the permission without which it is left out. */
export const GROUPS: Group[] = [
  {
    name: 'daily',
    places: [
      { name: 'find', to: '/', icon: SearchOutlined, key: 'f' },
      { name: 'messages', to: '/messages', icon: MessageOutlined, key: 'm' },
      { name: 'overview', to: '/overview', icon: LineChartOutlined, key: 'o' },
      { name: 'alarms', to: '/alarms', icon: BellOutlined, key: 'w' },
      { name: 'waiting', to: '/waiting', icon: HourglassOutlined, key: 'h' },
      { name: 'campaigns', to: '/campaigns', icon: NotificationOutlined, key: 'p' },
      { name: 'jobs', to: '/jobs', icon: OrderedListOutlined, key: 'j' },
      { name: 'costs', to: '/costs', icon: AccountBookOutlined, key: 'y' },
      { name: 'queues', to: '/queues', icon: InboxOutlined, key: 'q' },
      { name: 'suppressions', to: '/suppressions', icon: StopOutlined, key: 'b' },
      { name: 'feeds', to: '/feeds', icon: CloudDownloadOutlined, key: 'd' },
    ],
  },
  {
    name: 'setup',
    places: [
      { name: 'nodes', to: '/nodes', icon: BlockOutlined, key: 'n' },
      { name: 'sources', to: '/sources', icon: SendOutlined, key: 'c' },
      { name: 'applications', to: '/applications', icon: AppstoreOutlined, key: 'a' },
      { name: 'subscriptions', to: '/subscriptions', icon: BellOutlined, key: 'w' },
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
      },
    ],
  },
  {
    name: 'govern',
    places: [
      { name: 'users', to: '/users', icon: TeamOutlined, key: 'u', needs: 'administer' },
      { name: 'audit', to: '/audit', icon: AuditOutlined, key: 'l', needs: 'administer' },
      { name: 'system', to: '/system', icon: CloudServerOutlined, key: 's' },
    ],
  },
];
