import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, json, taken } from '../../api/client';
import { queries } from '../../api/queries';
import type { Diagnosis } from '../../api/shapes';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { nameOf } from '../../words/reasons';

/** What happened and why, whether a resend helps, and what else does, each with its button. */
export function DiagnosisLines({ diagnosis }: { diagnosis: Diagnosis }) {
  const { i18n } = useTranslation();
  const told = useReason();
  const { worth, text } = diagnosis.resend;
  return (
    <>
      <p className="says">{told(diagnosis.cause)}</p>
      {worth !== 'NOTHING_TO_RESEND' && <p>{nameOf(`resend.${worth}`, i18n.language) ?? text}</p>}
      {diagnosis.advice.map((advice) => (
        <p key={advice.code} className="advice">
          {told(advice)} <Remedy code={advice.code} diagnosis={diagnosis} />
        </p>
      ))}
    </>
  );
}

/** The button or the page that does what an advice says, where there is one. */
function Remedy({ code, diagnosis }: { code: string; diagnosis: Diagnosis }) {
  const { t } = useTranslation();
  const { message, targets } = diagnosis;
  const source = targets.sources[0];
  const nodeAt = message && `/nodes/${message.application}/${message.node}`;
  switch (code) {
    case 'WENT_ON_BY':
    case 'SEE_EARLIER_MESSAGE':
    case 'SEE_DIGEST':
      return targets.message ? <To at={`/messages/${targets.message}`} says="seeNext" /> : null;
    case 'FIX_TEMPLATE':
    case 'FIX_CONTENT':
    case 'LENGTHEN_EXPIRY':
      return nodeAt ? <To at={nodeAt} says="toNode" /> : null;
    case 'FIX_SOURCE':
    case 'RAISE_CAP':
      return source ? <To at={`/sources/${source}`} says="toSource" /> : null;
    case 'ADD_SOURCE':
      return <To at="/sources?new" says="toSources" />;
    case 'CORRECT_ADDRESS':
      return message ? <To at={`/tenants/${message.tenant}`} says="toTenant" /> : null;
    case 'REPLAY_RECORD':
      return <To at="/queues" says="toQuarantine" />;
    case 'LIFT_SUPPRESSION':
      return targets.suppression ? (
        <Act
          says={t('messages.lift')}
          act={() =>
            taken(
              api.DELETE('/v1/suppressions/{id}', {
                params: { path: { id: targets.suppression! } },
              }),
            )
          }
        />
      ) : null;
    case 'RESUME_PAUSE':
      return targets.pause ? <Resume path={pathOf(targets.pause)} of={targets.pause.key} /> : null;
    case 'RESUME_SOURCES':
      return (
        <>
          {targets.sources.map((each) => (
            <Resume key={each} path={`/v1/sources/${encodeURIComponent(each)}`} of={each} />
          ))}
        </>
      );
    default:
      return null;
  }
}

function pathOf({ kind, key }: { kind: string; key: string }): string {
  if (kind === 'lane') return `/v1/lanes/${encodeURIComponent(key)}`;
  const [application = '', node = ''] = key.split('/', 2);
  return `/v1/applications/${encodeURIComponent(application)}/nodes/${encodeURIComponent(node)}`;
}

function To({
  at,
  says,
}: {
  at: string;
  says: 'seeNext' | 'toNode' | 'toSource' | 'toSources' | 'toTenant' | 'toQuarantine';
}) {
  const { t } = useTranslation();
  return <Link to={at}>{t(`messages.${says}`)}</Link>;
}

function Resume({ path, of }: { path: string; of: string }) {
  const { t } = useTranslation();
  return (
    <Act says={t('messages.resumeIt', { what: of })} act={() => json(`${path}/resume`, 'POST')} />
  );
}

function Act({ says, act }: { says: string; act: () => Promise<unknown> }) {
  const may = useMay();
  const tell = useTroubleMessage();
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => queries.invalidateQueries(),
    onError: tell,
  });
  if (!may('operate')) return null;
  return (
    <Button size="small" loading={acting.isPending} onClick={() => acting.mutate()}>
      {says}
    </Button>
  );
}
