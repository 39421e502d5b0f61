import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { usePlugins } from '../../api/lists';
import { queries } from '../../api/queries';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';

/** The plug-ins that are not in use as they are, each with its fault. */
export function PluginProblems() {
  const { t } = useTranslation();
  const plugins = usePlugins().data?.items ?? [];
  return plugins.map(({ file, state, fault, detail }) =>
    fault ? (
      <div key={file} className="trouble" role="status">
        <strong>{t(`connectors.pluginState.${state}`, { file })}</strong>
        <div>
          {t(`connectors.pluginFault.${fault}`)} <span className="mono">{detail}</span>
        </div>
      </div>
    ) : null,
  );
}

/** Has every process read its plug-ins again. */
export function ReloadPlugins() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTroubleMessage();
  const administers = useMay()('administer');
  const reload = useMutation({
    mutationFn: () => taken(api.POST('/v1/plugins/reload')),
    onSuccess: ({ items }) => {
      void queries.invalidateQueries();
      void message.success(t('connectors.reloaded', { count: items.length }));
    },
    onError: tell,
  });
  if (!administers) return null;
  return (
    <Button loading={reload.isPending} onClick={() => reload.mutate()}>
      {t('connectors.reload')}
    </Button>
  );
}
