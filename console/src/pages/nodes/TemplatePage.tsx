import { useQuery } from '@tanstack/react-query';
import { Select, Tabs } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { useTenants } from '../../api/lists';
import { useChannelName } from '../../components/ChannelName';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { kindsFor } from './body';
import { ContentFields } from './ContentFields';
import { History } from './History';
import { sampleOf, variablesOf, type NodeView } from './node';
import { useNode } from './NodePage';
import { LivePreview } from './LivePreview';
import { PublishBar } from './PublishBar';
import { TestSend } from './TestSend';
import { Unsaved } from './Unsaved';
import { sorted, usePreview } from './usePreview';
import { useWriting } from './useWriting';

export type Version = Schemas['VersionView'];

/** Which of a node's templates: for whom, by what, in which language. */
export interface Place {
  application: string;
  node: string;
  tenant: string | undefined;
  channel: string;
  locale: string;
}

export default function TemplatePage() {
  const { application = '', node = '' } = useParams();
  const [search] = useSearchParams();
  return (
    <Loaded query={useNode(application, node)}>
      {(found) => {
        const place: Place = {
          application,
          node,
          tenant: search.get('tenant') ?? undefined,
          channel: search.get('channel') ?? 'email',
          locale: search.get('locale') ?? found.locale,
        };
        return <Versions key={JSON.stringify(place)} node={found} place={place} />;
      }}
    </Loaded>
  );
}

function Versions({ node, place }: { node: NodeView; place: Place }) {
  const template = node.templates.find(
    (one) =>
      one.tenant === place.tenant && one.channel === place.channel && one.locale === place.locale,
  );
  const id = template?.id;
  const versions = useQuery({
    queryKey: ['versions', id ?? null],
    queryFn: async () =>
      id
        ? (await taken(api.GET('/v1/templates/{id}/versions', { params: { path: { id } } }))).items
        : [],
    // The first version gives the template its id: what is being written stays as it is.
    placeholderData: (before) => before,
  });
  return (
    <Loaded query={versions}>
      {(items) => (
        <Editor
          node={node}
          place={place}
          versions={items}
          template={id}
          published={template?.published}
        />
      )}
    </Loaded>
  );
}

interface EditorProps {
  node: NodeView;
  place: Place;
  /** Newest first. */
  versions: Version[];
  template: string | undefined;
  published: number | undefined;
}

function Editor({ node, place, versions, template, published }: EditorProps) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const text = useWriting(place, versions);
  const { kind, draft } = text;
  const schema = node.templateSchema ?? node.schema;
  const [sample, setSample] = useState(() => JSON.stringify(sampleOf(schema), null, 2));
  const variables = useMemo(() => variablesOf(schema), [schema]);
  const writing = { kind, draft, sample };
  const preview = usePreview(place, writing);
  const shown = versions.find((version) => version.number === published);
  return (
    <Page
      title={`${channelName(place.channel)} · ${place.locale}`}
      trail={
        <>
          <Link to={`/nodes/${place.application}/${place.node}`}>{node.name}</Link> ·{' '}
          {t('nodes.editor')}
        </>
      }
      actions={<PublishBar place={place} text={text} before={shown} />}
    >
      <Where node={node} place={place} />
      <Unsaved text={text} />
      <div className="editor">
        <div className="stack">
          <ContentFields
            kinds={kindsFor(place.channel)}
            kind={kind}
            chooseKind={text.chooseKind}
            draft={draft}
            change={text.change}
            variables={variables}
            errors={sorted(preview.error, kind).at}
          />
          <Tabs
            items={[
              {
                key: 'history',
                label: t('nodes.history'),
                children: (
                  <History
                    template={template}
                    versions={versions}
                    published={published}
                    use={text.take}
                  />
                ),
              },
              {
                key: 'test',
                label: t('nodes.test'),
                children: <TestSend place={place} version={versions[0]} sample={sample} />,
              },
            ]}
          />
        </div>
        <LivePreview
          tenant={place.tenant}
          preview={preview}
          writing={writing}
          setSample={setSample}
        />
      </div>
    </Page>
  );
}

/** Leads to the other templates of the node. */
function Where({ node, place }: { node: NodeView; place: Place }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const [, setSearch] = useSearchParams();
  const tenants = useTenants().data?.items ?? [];
  const go = (change: Partial<Place>) => {
    const { tenant, channel, locale } = { ...place, ...change };
    setSearch({ ...(tenant && { tenant }), channel, locale });
  };
  const channels = new Set([place.channel, ...node.templates.map((one) => one.channel)]);
  const locales = new Set([
    place.locale,
    node.locale,
    ...node.templates.map((one) => one.locale),
    ...tenants.map((tenant) => tenant.locale),
  ]);
  return (
    <div className="filters">
      <Select
        aria-label={t('nodes.forWhom')}
        value={place.tenant ?? ''}
        popupMatchSelectWidth={false}
        onChange={(tenant: string) => go({ tenant: tenant || undefined })}
        options={[
          { value: '', label: t('nodes.anyTenant') },
          ...tenants.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <Select
        aria-label={t('nodes.channel')}
        value={place.channel}
        onChange={(channel: string) => go({ channel })}
        options={[...channels].map((value) => ({ value, label: channelName(value) }))}
      />
      <Select
        aria-label={t('nodes.language')}
        value={place.locale}
        onChange={(locale: string) => go({ locale })}
        options={[...locales].map((value) => ({ value, label: value }))}
      />
    </div>
  );
}
