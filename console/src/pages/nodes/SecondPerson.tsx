import { useMutation, useQuery } from '@tanstack/react-query';
import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';

interface Props {
  application: string;
  node: string;
}

/** Whether somebody else than its author publishes a version of the node's templates. */
export function useSecondPerson(application: string, node: string) {
  return useQuery({
    queryKey: ['second-person', application, node],
    queryFn: () =>
      taken(
        api.GET('/v1/applications/{application}/nodes/{node}/second-person', {
          params: { path: { application, node } },
        }),
      ),
  });
}

export function SecondPerson({ application, node }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTroubleMessage();
  const rule = useSecondPerson(application, node);
  const change = useMutation({
    mutationFn: (needed: boolean) =>
      taken(
        api.PUT('/v1/applications/{application}/nodes/{node}/second-person', {
          params: { path: { application, node } },
          body: { needed },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['second-person'] }),
    onError: tell,
  });
  const needed = rule.data?.needed ?? false;
  if (!may('administer')) return needed ? t('components.yes') : t('components.no');
  return (
    <Switch
      size="small"
      aria-label={t('nodes.two')}
      title={t('nodes.twoHint')}
      checked={needed}
      loading={change.isPending || rule.isPending}
      onChange={(wanted) => change.mutate(wanted)}
    />
  );
}
