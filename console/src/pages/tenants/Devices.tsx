import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { useChannelName } from '../../components/ChannelName';
import { Loaded } from '../../components/Loaded';
import { Time } from '../../components/Time';
import { Trouble } from '../../components/Trouble';
import { useMay } from '../../session/session';

/** What a recipient has signed in on. Apps register devices; people only take them away. */
export function Devices({ tenant, code }: { tenant: string; code: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const channelName = useChannelName();
  const path = { tenant, code };
  const devices = useQuery({
    queryKey: ['devices', tenant, code],
    queryFn: () =>
      taken(api.GET('/v1/tenants/{tenant}/recipients/{code}/devices', { params: { path } })),
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      taken(
        api.DELETE('/v1/tenants/{tenant}/recipients/{code}/devices/{id}', {
          params: { path: { ...path, id } },
        }),
      ),
    onSuccess: () => devices.refetch(),
  });
  return (
    <section className="stack">
      <h2>{t('tenants.devices')}</h2>
      <Loaded query={devices}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t('tenants.devicesNone')}</p>
          ) : (
            <>
              {items.map((device) => (
                <div key={device.id} className="row">
                  <span>
                    {channelName(device.channel)} <code>{device.token}</code>{' '}
                    <Time at={device.registeredAt} />
                  </span>
                  {may('edit') && (
                    <Button
                      size="small"
                      loading={remove.isPending}
                      onClick={() => remove.mutate(device.id)}
                    >
                      {t('tenants.deviceRemove')}
                    </Button>
                  )}
                </div>
              ))}
            </>
          )
        }
      </Loaded>
      {remove.error && <Trouble problem={remove.error} />}
    </section>
  );
}
