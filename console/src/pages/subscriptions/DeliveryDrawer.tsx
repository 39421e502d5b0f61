import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import type { Subscription } from '../../api/shapes';
import { Code } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Time } from '../../components/Time';
import { useDuration } from '../../components/useDuration';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { DeliveryOutcome } from './DeliveryOutcome';
import { useTypeName } from './types';

interface Props {
  of: Subscription;
  id: string;
  close: () => void;
}

const ONE = '/v1/applications/{application}/subscriptions/{subscription}/deliveries/{id}';

/** One delivery: the event as it is sent, and each attempt. */
export function DeliveryDrawer({ of, id, close }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { message } = App.useApp();
  const tell = useTroubleMessage();
  const params = { path: { application: of.application, subscription: of.code, id } };
  const delivery = useQuery({
    queryKey: ['event-delivery', id],
    queryFn: () => taken(api.GET(ONE, { params })),
  });
  const replay = useMutation({
    mutationFn: () => taken(api.POST(`${ONE}/replay`, { params })),
    onSuccess: () => {
      void message.success(t('subscriptions.replayed'));
      void queries.invalidateQueries({ queryKey: ['event-deliveries'] });
      close();
    },
    onError: tell,
  });
  return (
    <Drawer
      open
      onClose={close}
      title={t('subscriptions.event')}
      size={640}
      footer={
        may('operate') &&
        of.enabled && (
          <div className="row end">
            <Button type="primary" loading={replay.isPending} onClick={() => replay.mutate()}>
              {t('subscriptions.replay')}
            </Button>
          </div>
        )
      }
    >
      <Loaded query={delivery}>{(found) => <Inside of={found} />}</Loaded>
    </Drawer>
  );
}

function Inside({ of }: { of: Schemas['EventDeliveryDetail'] }) {
  const { t } = useTranslation();
  const name = useTypeName();
  return (
    <div className="stack">
      <Facts
        of={[
          [t('subscriptions.event'), name(of.delivery.type)],
          [t('subscriptions.outcome'), <DeliveryOutcome of={of.delivery} />],
        ]}
      />
      {of.attempts.map((attempt) => (
        <Attempt key={attempt.attempt} of={attempt} />
      ))}
      <Code text={JSON.stringify(JSON.parse(of.body), null, 2)} label={t('subscriptions.body')} />
    </div>
  );
}

function Attempt({ of }: { of: Schemas['DeliveryAttempt'] }) {
  const { t } = useTranslation();
  const duration = useDuration();
  const told = useReason();
  return (
    <Facts
      of={[
        [
          t('subscriptions.attempt', { attempt: of.attempt }),
          <>
            <Time at={of.at} /> · {duration(of.durationMillis)}
          </>,
        ],
        [
          t('subscriptions.outcome'),
          of.reason ? told(of.reason) : `${t('subscriptions.arrived')} ${of.status ?? ''}`,
        ],
        [t('subscriptions.answer'), of.excerpt && <span className="mono">{of.excerpt}</span>],
      ]}
    />
  );
}
