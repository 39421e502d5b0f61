import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api, taken } from '../../api/client';
import { useConnectors, useDefinitions } from '../../api/lists';
import type { Connector } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { useCapText } from '../../components/useCapText';
import { Page } from '../../components/Page';
import { useMay } from '../../session/session';
import { Unsaved } from '../nodes/Unsaved';
import { useLabel } from '../sources/ConnectorList';
import { SourceForm } from '../sources/SourceForm';
import { OriginMark } from './OriginMark';
import { ProblemList, useTold } from './ProblemList';
import { Publish } from './Publish';
import { starter } from './starter';
import { Trial } from './Trial';
import { useCheck } from './useCheck';
import { useDefinitionText } from './useDefinitionText';
import { Uses } from './Uses';
import { Versions, type Version } from './Versions';
import { YamlEditor } from './YamlEditor';

export default function ConnectorPage() {
  const name = useParams()['name'];
  const definitions = useDefinitions();
  const connectors = useConnectors();
  return (
    <Loaded query={connectors}>
      {({ items }) => (
        <Loaded query={definitions}>
          {(kept) => (
            <Texts
              key={name ?? ''}
              name={name}
              inUse={items.find((one) => one.name === name)}
              published={kept.items.find((one) => one.connector === name)?.published}
              isKept={kept.items.some((one) => one.connector === name)}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface TextsProps {
  /** Absent: a new one. */
  name: string | undefined;
  inUse: Connector | undefined;
  published: number | undefined;
  /** Whether the database has versions of it. */
  isKept: boolean;
}

function Texts({ name = '', inUse, published, isKept }: TextsProps) {
  const versions = useInfiniteQuery({
    queryKey: ['definition-versions', name, isKept],
    queryFn: ({ pageParam }) =>
      isKept
        ? taken(
            api.GET('/v1/definitions/{connector}/versions', {
              params: {
                path: { connector: name },
                query: { ...(pageParam && { cursor: pageParam }) },
              },
            }),
          )
        : { items: [] as Version[], next: undefined },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const readable = inUse?.definition === true;
  const text = useQuery({
    queryKey: ['definition', name, inUse?.version ?? null],
    queryFn: async () =>
      readable
        ? (await taken(api.GET('/v1/connectors/{name}/definition', { params: { path: { name } } })))
            .yaml
        : '',
  });
  return (
    <Loaded query={versions}>
      {({ pages }) => (
        <Loaded query={text}>
          {(used) => (
            <Whole
              name={name}
              inUse={inUse}
              published={published}
              used={used || undefined}
              versions={pages.flatMap(({ items }) => items)}
              more={versions.hasNextPage ? () => void versions.fetchNextPage() : undefined}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface WholeProps extends Omit<TextsProps, 'isKept'> {
  name: string;
  /** The text that is in use. */
  used: string | undefined;
  versions: Version[];
  more: (() => void) | undefined;
}

function Whole({ name, inUse, published, used, versions, more }: WholeProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const told = useTold();
  const may = useMay();
  const administers = may('administer');
  const written = versions[0]?.yaml ?? used ?? (name ? '' : starter(location.origin));
  const text = useDefinitionText(name, written, versions[0]?.number ?? 0);
  const check = useCheck(text.text, administers && text.text !== '');
  const go = useGoTo(name);
  const [making, setMaking] = useState(false);
  const found = check.data?.definition;
  const title = inUse ? label(inUse) : name || t('connectors.create');
  return (
    <Page
      title={
        <>
          {title} {inUse && <OriginMark connector={inUse} />}
        </>
      }
      tab={title}
      trail={
        <>
          <Link to="/sources?connectors">{t('sources.connectors')}</Link> ·{' '}
          {inUse ? <ChannelName channel={inUse.channel} /> : t('connectors.editor')}
        </>
      }
      actions={
        administers && (
          <>
            {inUse && <Button onClick={() => setMaking(true)}>{t('connectors.newSource')}</Button>}
            <Publish
              connector={found && (name || found.connector)}
              text={text}
              before={used}
              saved={go}
            />
          </>
        )
      }
    >
      <Unsaved text={text} />
      <div className="editor">
        <div className="stack">
          {inUse?.definition === false && <p className="soft">{t('connectors.java')}</p>}
          {(administers || used) && (
            <YamlEditor
              label={t('connectors.editor')}
              value={text.text}
              change={administers ? text.change : undefined}
              problems={check.data?.problems ?? []}
              told={told}
            />
          )}
          {check.data && <ProblemList report={check.data} />}
        </div>
        <Tabs
          items={[
            ...(administers
              ? [
                  {
                    key: 'trial',
                    label: t('connectors.trial'),
                    children: found ? (
                      <Trial key={fieldsKey(found)} yaml={text.text} definition={found} />
                    ) : (
                      <p className="soft">{t('connectors.trialWait')}</p>
                    ),
                  },
                ]
              : []),
            {
              key: 'facts',
              label: t('sources.settings'),
              children: inUse ? <About connector={inUse} /> : <p>{t('connectors.onlyDraft')}</p>,
            },
            {
              key: 'history',
              label: t('connectors.history'),
              children: (
                <Versions versions={versions} published={published} more={more} use={text.take} />
              ),
            },
            ...(inUse
              ? [{ key: 'uses', label: t('connectors.uses'), children: <Uses connector={name} /> }]
              : []),
          ]}
        />
      </div>
      {making && inUse && <SourceForm connector={inUse} close={() => setMaking(false)} />}
    </Page>
  );
}

/** The form of a trial begins anew when it has other fields or another sample. */
function fieldsKey(definition: { fields: { name: string }[]; sample: object; to: string }): string {
  const names = definition.fields.map(({ name }) => name);
  return JSON.stringify([names, definition.sample, definition.to]);
}

/** To the page of what was saved first, once it counts as saved. */
function useGoTo(name: string) {
  const navigate = useNavigate();
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => {
    if (saved && saved !== name) void navigate(`/connectors/${saved}`, { replace: true });
  }, [saved]);
  return setSaved;
}

function About({ connector }: { connector: Connector }) {
  const { t } = useTranslation();
  const capText = useCapText();
  return (
    <div className="stack">
      <Facts
        of={[
          [t('messages.channel'), <ChannelName channel={connector.channel} />],
          [
            t('sources.destination'),
            connector.destination === 'none' ? t('sources.destinationNone') : connector.destination,
          ],
          [t('sources.caps'), connector.caps.map(capText).join(' · ') || t('sources.capsNone')],
          [t('sources.ambiguity'), t(`sources.ambiguityOf.${connector.ambiguity as 'hold'}`)],
        ]}
      />
      <p className="soft small">{t('connectors.precedence')}</p>
    </div>
  );
}
