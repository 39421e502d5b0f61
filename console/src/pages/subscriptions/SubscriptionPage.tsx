import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import type { Subscription } from '../../api/shapes';
import { DeleteButton } from '../../components/DeleteButton';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { Deliveries } from './Deliveries';
import { SecretOnce } from './SecretOnce';
import { SubscriptionForm } from './SubscriptionForm';
import { SubscriptionState } from './SubscriptionState';
import { useTypeName } from './types';

export default function SubscriptionPage() {
  const { application, code } = useParams() as { application: string; code: string };
  const path = { application, subscription: code };
  const subscription = useQuery({
    queryKey: ['subscription', application, code],
    queryFn: () =>
      taken(
        api.GET('/v1/applications/{application}/subscriptions/{subscription}', {
          params: { path },
        }),
      ),
    refetchInterval: 5_000,
  });
  return <Loaded query={subscription}>{(found) => <Whole of={found} />}</Loaded>;
}

function Whole({ of }: { of: Subscription }) {
  const { t } = useTranslation();
  const name = useTypeName();
  return (
    <Page
      title={of.code}
      trail={<Link to="/subscriptions">{t('subscriptions.title')}</Link>}
      actions={<Actions of={of} />}
    >
      <div className="card pad">
        <Facts
          of={[
            [t('subscriptions.state'), <SubscriptionState of={of} />],
            [t('subscriptions.application'), of.application],
            [t('subscriptions.way'), t(`subscriptions.ways.${of.way}`)],
            [t('subscriptions.url'), of.url && <span className="mono">{of.url}</span>],
            [
              t('subscriptions.types'),
              of.types.map(name).join(', ') || t('subscriptions.typesAll'),
            ],
            [t('subscriptions.nodes'), of.nodes.join(', ') || t('subscriptions.nodesAll')],
            [t('subscriptions.failingSince'), of.failingSince && <Time at={of.failingSince} />],
            [t('subscriptions.restsUntil'), of.restingUntil && <Time at={of.restingUntil} />],
            [t('subscriptions.offAt'), of.offSince && <Time at={of.offSince} />],
            [t('subscriptions.oldSecret'), of.oldSecretEnds && <Time at={of.oldSecretEnds} />],
            [t('subscriptions.made'), <Time at={of.createdAt} />],
          ]}
        />
      </div>
      <Section title={t('subscriptions.deliveries')}>
        <Deliveries of={of} />
      </Section>
    </Page>
  );
}

function Actions({ of }: { of: Subscription }) {
  const { t } = useTranslation();
  const may = useMay();
  const { message, modal } = App.useApp();
  const tell = useTroubleMessage();
  const [editing, setEditing] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const params = { path: { application: of.application, subscription: of.code } };
  const one = '/v1/applications/{application}/subscriptions/{subscription}';
  const test = () =>
    taken(api.POST(`${one}/test`, { params })).then(() => {
      void message.success(t('subscriptions.tested'));
      void queries.invalidateQueries({ queryKey: ['event-deliveries'] });
    }, tell);
  const replace = () =>
    modal.confirm({
      title: t('subscriptions.secretAsk'),
      content: t('subscriptions.secretAskHint'),
      okText: t('subscriptions.secretNew'),
      cancelText: t('components.cancel'),
      onOk: () =>
        taken(api.POST(`${one}/secret`, { params, body: {} })).then((made) => {
          setSecret(made.secret);
          void queries.invalidateQueries({ queryKey: ['subscription'] });
        }, tell),
    });
  return (
    <>
      {may('operate') && of.enabled && (
        <Button onClick={() => void test()}>{t('subscriptions.test')}</Button>
      )}
      {may('edit') && of.way === 'WEBHOOK' && (
        <>
          <Button onClick={() => void replace()}>{t('subscriptions.secretNew')}</Button>
          <Button onClick={() => setEditing(true)}>{t('subscriptions.edit')}</Button>
          <DeleteButton
            ask={t('subscriptions.deleteAsk', { code: of.code })}
            path={`/v1/applications/${of.application}/subscriptions/${of.code}`}
            after="/subscriptions"
          />
        </>
      )}
      {editing && <SubscriptionForm subscription={of} close={() => setEditing(false)} />}
      <SecretOnce secret={secret} done={() => setSecret(null)} />
    </>
  );
}
