import {
  AppstoreOutlined,
  BankOutlined,
  BlockOutlined,
  PlusOutlined,
  SendOutlined,
} from '@ant-design/icons';
import type { ComponentType, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllNodes, useApplications, useSources, useTenants } from '../api/lists';
import { useMay } from '../session/session';
import { Found } from './Finder';

const MOST = 12;

interface Thing {
  key: string;
  name: string;
  kind: string;
  to: string;
  icon: ComponentType;
}

/** What is set up, and what can be made, by name or code. */
export function Things({
  wanted,
  goTo,
}: {
  wanted: string;
  goTo: (to: string) => (event: MouseEvent<HTMLElement>) => void;
}) {
  const all = [...useThings(), ...useActs()];
  const sought = wanted.toLowerCase();
  return all
    .filter(({ key, name }) => `${name} ${key}`.toLowerCase().includes(sought))
    .slice(0, MOST)
    .map(({ key, name, kind, to, icon }) => (
      <Found key={kind + key} icon={icon} name={name} kind={kind} go={goTo(to)} />
    ));
}

function useThings(): Thing[] {
  const { t } = useTranslation();
  const nodes = useAllNodes();
  const tenants = useTenants().data?.items ?? [];
  const applications = useApplications().data?.items ?? [];
  const sources = useSources().data?.items ?? [];
  return [
    ...nodes.map(({ application, code, name }) => ({
      key: code,
      name,
      kind: `${t('messages.node')} · ${application}`,
      to: `/nodes/${application}/${code}`,
      icon: BlockOutlined,
    })),
    ...tenants.map(({ code, name }) => ({
      key: code,
      name,
      kind: t('messages.tenant'),
      to: `/tenants/${code}`,
      icon: BankOutlined,
    })),
    ...applications.map(({ code, name }) => ({
      key: code,
      name,
      kind: t('messages.application'),
      to: `/applications/${code}`,
      icon: AppstoreOutlined,
    })),
    ...sources.map(({ code }) => ({
      key: code,
      name: code,
      kind: t('messages.source'),
      to: `/sources/${code}`,
      icon: SendOutlined,
    })),
  ];
}

/** Forms that a page opens by its address. */
function useActs(): Thing[] {
  const { t } = useTranslation();
  const may = useMay();
  const act = (name: string, to: string): Thing => ({
    key: to,
    name,
    kind: t('app.finderAct'),
    to,
    icon: PlusOutlined,
  });
  return [
    ...(may('edit')
      ? [act(t('sources.create'), '/sources?new'), act(t('tenants.create'), '/tenants?new')]
      : []),
    ...(may('administer') ? [act(t('applications.create'), '/applications?new')] : []),
    act(t('components.state.FAILED'), '/messages?state=FAILED&since=today'),
    act(t('components.state.UNKNOWN'), '/messages?state=UNKNOWN&since=today'),
  ];
}
