import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { Facts } from '../../components/Facts';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';

interface Props {
  tenant: string;
  recipient: Schemas['RecipientView'];
}

/** What a person may ask for: all that is kept about them, and to have it erased. */
export function PersonActions({ tenant, recipient: { code, name } }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const path = `/v1/tenants/${tenant}/recipients/${encodeURIComponent(code)}`;
  const erase = () =>
    taken(
      api.POST('/v1/tenants/{tenant}/recipients/{code}/erase', {
        params: { path: { tenant, code } },
      }),
    ).then((report) => {
      void queries.invalidateQueries();
      modal.info({ title: t('tenants.erased'), width: 560, content: <Report report={report} /> });
    }, tell);
  return (
    <>
      {may('see-personal-data') && (
        <Button size="small" href={`${path}/export`} download>
          {t('tenants.export')}
        </Button>
      )}
      {may('administer') && (
        <Button
          size="small"
          danger
          onClick={() =>
            modal.confirm({
              title: t('tenants.eraseAsk', { name }),
              content: t('tenants.eraseHint'),
              okText: t('tenants.erase'),
              okButtonProps: { danger: true },
              cancelText: t('components.cancel'),
              onOk: erase,
            })
          }
        >
          {t('tenants.erase')}
        </Button>
      )}
    </>
  );
}

function Report({ report }: { report: Schemas['ErasureReport'] }) {
  const { t } = useTranslation();
  return (
    <>
      {!report.complete && <p>{t('tenants.eraseAgain', { count: report.inHand })}</p>}
      <Facts
        of={[
          [t('tenants.went.messages'), report.messages],
          [t('tenants.went.cancelled'), report.cancelled],
          [t('tenants.went.suppressions'), report.suppressions],
          ...Object.entries(report.others).map(([what, count]): [string, number] => [
            t(`tenants.went.${what as 'replies'}`, { defaultValue: what }),
            count,
          ]),
        ]}
      />
    </>
  );
}
