import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { useConnectors } from '../../api/lists';
import type { Connector, ConnectorFile } from '../../api/shapes';
import { ChannelName, useChannelName } from '../../components/ChannelName';
import { Code } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';

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
  const [read, setRead] = useState<Connector | null>(null);
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
      </div>
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
                  <span className="row">
                    {choose && (
                      <Button size="small" onClick={() => choose(connector)}>
                        {t('sources.create')}
                      </Button>
                    )}
                    <Button size="small" type="text" onClick={() => setRead(connector)}>
                      {t('sources.definition')}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <Drawer
        open={read !== null}
        onClose={() => setRead(null)}
        size={640}
        title={read && label(read)}
      >
        {read && <Definition connector={read} />}
      </Drawer>
    </>
  );
}

/** The files of the connector folder that are not in use as they are, with line and mend. */
function FileProblems({ files }: { files: ConnectorFile[] }) {
  const { t } = useTranslation();
  return files
    .filter(({ problems }) => problems.length > 0)
    .map(({ file, state, connector, problems }) => (
      <div key={file} className="trouble" role="status">
        <strong>{t(`sources.fileState.${state}`, { file, connector })}</strong>
        <ul>
          {problems.map(({ line, field, message }) => (
            <li key={`${line}${field}${message}`}>
              <span className="mono">
                {file}:{line} {field}
              </span>{' '}
              {message}
            </li>
          ))}
        </ul>
      </div>
    ));
}

function Definition({ connector }: { connector: Connector }) {
  const { t } = useTranslation();
  const yaml = useQuery({
    queryKey: ['definition', connector.name],
    queryFn: () =>
      taken(
        api.GET('/v1/connectors/{name}/definition', { params: { path: { name: connector.name } } }),
      ),
    enabled: connector.definition !== false,
    retry: false,
  });
  return (
    <div className="stack">
      <Facts
        of={[
          [t('messages.channel'), <ChannelName channel={connector.channel} />],
          [
            t('sources.destination'),
            connector.destination === 'none' ? t('sources.destinationNone') : connector.destination,
          ],
          [t('sources.caps'), connector.caps.join(', ') || t('sources.capsNone')],
          [t('sources.ambiguity'), t(`sources.ambiguityOf.${connector.ambiguity as 'hold'}`)],
        ]}
      />
      {yaml.data ? (
        <Code text={yaml.data.yaml} label={t('sources.yaml')} />
      ) : (
        !yaml.isFetching && <p className="soft">{t('sources.definitionJava')}</p>
      )}
    </div>
  );
}
