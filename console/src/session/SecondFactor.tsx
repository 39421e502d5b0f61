import { useQuery } from '@tanstack/react-query';
import { Button, QRCode } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../api/client';
import { queries } from '../api/queries';
import type { Enrolment } from '../api/shapes';
import { Code } from '../components/Code';
import { Loaded } from '../components/Loaded';
import { ProofForm, type Proof } from './ProofForm';
import { renew } from './session';

const KEY = ['second-factor'];

/** What the card shows beside the state itself. */
type Step =
  | { at: 'rest' | 'begin' | 'remove' | 'recover' }
  | { at: 'confirm'; enrolment: Enrolment }
  | { at: 'codes'; codes: string[] };

/** The second factor of one's own account: set up, recover from its loss, remove. */
export function SecondFactor() {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const rest = () => setStep({ at: 'rest' });
  const factor = useQuery({
    queryKey: KEY,
    queryFn: () => taken(api.GET('/v1/session/second-factor')),
  });
  const reveal = (codes: string[]) => {
    setStep({ at: 'codes', codes });
    void queries.invalidateQueries({ queryKey: KEY });
  };
  return (
    <div className="card pad stack">
      <h2>{t('session.factor.title')}</h2>
      {step.at === 'rest' && (
        <Loaded query={factor}>
          {({ on, available, recoveryCodes }) =>
            !available ? (
              <p className="soft">{t('session.factor.elsewhere')}</p>
            ) : on ? (
              <>
                <p>{t('session.factor.on', { left: recoveryCodes })}</p>
                <div className="row">
                  <Button onClick={() => setStep({ at: 'recover' })}>
                    {t('session.factor.renewCodes')}
                  </Button>
                  <Button type="text" danger onClick={() => setStep({ at: 'remove' })}>
                    {t('session.factor.remove')}
                  </Button>
                </div>
              </>
            ) : (
              <>
                <p className="soft">{t('session.factor.off')}</p>
                <div>
                  <Button type="primary" onClick={() => setStep({ at: 'begin' })}>
                    {t('session.factor.setUp')}
                  </Button>
                </div>
              </>
            )
          }
        </Loaded>
      )}
      {step.at === 'begin' && (
        <ProofForm
          name="factor"
          asks={['current']}
          action={t('session.factor.goOn')}
          cancel={rest}
          prove={async ({ current }) =>
            setStep({
              at: 'confirm',
              enrolment: await taken(api.POST('/v1/session/second-factor', { body: { current } })),
            })
          }
        />
      )}
      {step.at === 'confirm' && (
        <Confirm enrolment={step.enrolment} cancel={rest} confirmed={reveal} />
      )}
      {step.at === 'codes' && <Codes codes={step.codes} close={rest} />}
      {step.at === 'recover' && (
        <ProofForm
          name="factor"
          asks={['current', 'code']}
          action={t('session.factor.renewCodes')}
          cancel={rest}
          prove={async (proof) => reveal(await renewedCodes(proof))}
        />
      )}
      {step.at === 'remove' && (
        <ProofForm
          name="factor"
          asks={['current', 'code']}
          action={t('session.factor.remove')}
          danger
          cancel={rest}
          prove={async (proof) => {
            renew(await taken(api.POST('/v1/session/second-factor/removal', { body: proof })));
            rest();
          }}
        />
      )}
    </div>
  );
}

async function renewedCodes(body: Proof): Promise<string[]> {
  const answer = api.POST('/v1/session/second-factor/recovery-codes', { body });
  return (await taken(answer)).recoveryCodes;
}

interface ConfirmProps {
  enrolment: Enrolment;
  confirmed: (recoveryCodes: string[]) => void;
  cancel: () => void;
}

function Confirm({ enrolment, confirmed, cancel }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('session.factor.scan')}</p>
      <QRCode
        value={enrolment.uri}
        type="svg"
        size={188}
        color="#000"
        bgColor="#fff"
        aria-label={t('session.factor.qr')}
      />
      <p className="soft small">{t('session.factor.type')}</p>
      <Code text={enrolment.secret} label={t('session.factor.secret')} />
      <ProofForm
        name="factor"
        asks={['code']}
        action={t('session.factor.confirm')}
        cancel={cancel}
        prove={async ({ code }) => {
          const added = await taken(
            api.POST('/v1/session/second-factor/confirmation', { body: { code } }),
          );
          renew(added.session);
          confirmed(added.recoveryCodes);
        }}
      />
    </>
  );
}

function Codes({ codes, close }: { codes: string[]; close: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('session.factor.codesOnce')}</p>
      <Code text={codes.join('\n')} label={t('session.factor.codes')} />
      <div>
        <Button type="primary" onClick={close}>
          {t('session.factor.kept')}
        </Button>
      </div>
    </>
  );
}
