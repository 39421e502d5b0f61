import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnectors, useDefinitions, useSources } from '../../api/lists';
import type { Connector, ConnectorFile } from '../../api/shapes';
import { ChannelName, useChannelName } from '../../components/ChannelName';
import { Loaded } from '../../components/Loaded';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { OriginMark } from '../connectors/OriginMark';
import { PluginProblems, ReloadPlugins } from '../connectors/PluginList';

export function useLabel(): (connector: Connector) => string {
  const { i18n } = useTranslation();
  return ({ label, name }) => label[i18n.language] ?? label['en'] ?? name;
}

/** How providers are spoken to; choosing one begins a source. */
export function ConnectorList({
  choose,
}: {
  choose: ((connector: Connector) => void) | undefined;
}) {
  const { t } = useTranslation();
  const label = useLabel();
  const channelName = useChannelName();
  const [typed, setTyped] = useState('');
  const administers = useMay()('administer');
  const fits = (connector: Connector) =>
    [connector.name, label(connector), channelName(connector.channel)]
      .join(' ')
      .toLowerCase()
      .includes(typed.trim().toLowerCase());
  return (
    <>
      <div className="filters">
        <Input
          allowClear
          style={{ width: 260 }}
          placeholder={t('sources.search')}
          aria-label={t('sources.search')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <ReloadPlugins />
        {administers && <Link to="/connectors">{t('connectors.create')}</Link>}
      </div>
      <PluginProblems />
      <Drafts />
      <Loaded query={useConnectors()}>
        {({ items, files }) => (
          <>
            <FileProblems files={files} />
            <ul className="tiles">
              {items.filter(fits).map((connector) => (
                <li key={connector.name} className="card pad tile">
                  <b>{label(connector)}</b>
                  <span className="soft small">
                    <ChannelName channel={connector.channel} /> ·{' '}
                    <span className="mono">{connector.name}</span>
                  </span>
                  <OriginMark connector={connector} />
                  <Standing connector={connector.name} />
                  <span className="row">
                    {choose && (
                      <Button size="small" onClick={() => choose(connector)}>
                        {t('sources.create')}
                      </Button>
                    )}
                    <Link to={`/connectors/${connector.name}`}>{t('connectors.open')}</Link>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </>
  );
}

/** How many sources use it, and whether a newer version of it is a draft. */
function Standing({ connector }: { connector: string }) {
  const { t } = useTranslation();
  const sources = useSources().data?.items ?? [];
  const kept = useDefinitions().data?.items.find((one) => one.connector === connector);
  const count = sources.filter((source) => source.connector === connector).length;
  return (
    <span className="soft small">
      {t('connectors.usedBy', { count })}
      {kept && kept.newest !== kept.published && (
        <> · {t('connectors.draft', { number: kept.newest })}</>
      )}
    </span>
  );
}

/** Those that were written and never published, of which there is no connector yet. */
function Drafts() {
  const { t } = useTranslation();
  const known = useConnectors().data?.items;
  const kept = useDefinitions().data?.items ?? [];
  const alone = known
    ? kept.filter(({ connector }) => !known.some(({ name }) => name === connector))
    : [];
  if (alone.length === 0) return null;
  return (
    <ul className="plain">
      {alone.map(({ connector, newest }) => (
        <li key={connector}>
          <Link to={`/connectors/${connector}`} className="mono">
            {connector}
          </Link>{' '}
          <span className="soft small">{t('connectors.draft', { number: newest })}</span>
        </li>
      ))}
    </ul>
  );
}

/** The files of the connector folder that are not in use as they are, with line and mend. */
function FileProblems({ files }: { files: ConnectorFile[] }) {
  const { t } = useTranslation();
  const told = useReason();
  return files
    .filter(({ problems }) => problems.length > 0)
    .map(({ file, state, connector, problems }) => (
      <div key={file} className="trouble" role="status">
        <strong>{t(`sources.fileState.${state}`, { file, connector })}</strong>
        <ul>
          {problems.map(({ line, field, code, parameters, message }) => (
            <li key={`${line}${field}${message}`}>
              <span className="mono">
                {file}:{line} {field}
              </span>{' '}
              {told({ code, parameters, text: message })}
            </li>
          ))}
        </ul>
      </div>
    ));
}
