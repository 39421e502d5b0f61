import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, taken } from '../../api/client';
import { useApplications } from '../../api/lists';
import type { Message } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Code, Id } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { StateMark } from '../../components/StateMark';
import { Time } from '../../components/Time';
import { RenderedContent } from './RenderedContent';
import { Timeline } from './Timeline';
import { VerdictCard } from './VerdictCard';

const MOVES: ReadonlySet<string> = new Set(['PENDING', 'SENDING', 'UNKNOWN']);

export default function MessagePage() {
  const id = useParams()['id']!;
  const message = useQuery({
    queryKey: ['message', id],
    queryFn: () => taken(api.GET('/v1/messages/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && MOVES.has(state.data.state) ? 2_000 : 15_000),
  });
  return <Loaded query={message}>{(found) => <Whole message={found} />}</Loaded>;
}

function Whole({ message }: { message: Message }) {
  const { t } = useTranslation();
  const name = message.nodeName ?? message.node;
  return (
    <Page
      title={
        <>
          {name} <StateMark state={message.state} />
        </>
      }
      tab={name}
      trail={
        <>
          <Link to="/messages">{t('messages.title')}</Link> ·{' '}
          <ChannelName channel={message.channel} />{' '}
          <span className="mono">{message.destination}</span>
        </>
      }
    >
      {message.erased && <p className="soft">{t('messages.erased')}</p>}
      <VerdictCard message={message} />
      <div className="columns">
        <div>
          <Section title={t('messages.timeline')}>
            <Timeline message={message} />
          </Section>
          {!message.erased && (
            <Section title={t('messages.content')}>
              <RenderedContent id={message.id} />
            </Section>
          )}
        </div>
        <div>
          <Section title={t('messages.details')}>
            <Details message={message} />
          </Section>
          <Section title={t('messages.variables')}>
            <Code
              text={JSON.stringify(message.variables ?? {}, null, 2)}
              label={t('messages.variables')}
            />
            {JSON.stringify(message.variables ?? {}).includes('"(secret)"') && (
              <p className="soft small">{t('messages.secretHidden')}</p>
            )}
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** A contact that can be called or written to at once. */
function Contact({ at }: { at: string }) {
  const scheme = at.includes('@') ? 'mailto:' : /^[+\d][\d\s-]{5,}$/.test(at) ? 'tel:' : null;
  return scheme ? <a href={scheme + at.replaceAll(' ', '')}>{at}</a> : at;
}

function Details({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { application, origin, template } = message;
  const contact = useApplications().data?.items.find(
    ({ code }) => code === application.code,
  )?.contact;
  return (
    <div className="card pad">
      <Facts
        of={[
          [
            t('messages.application'),
            <>
              <Link to={`/applications/${application.code}`}>{application.name}</Link>
              <span className="soft">
                {' '}
                · {t('messages.owner')} {application.owner}
                {contact && (
                  <>
                    {' '}
                    · {t('messages.contact')} <Contact at={contact} />
                  </>
                )}
              </span>
            </>,
          ],
          [
            t('messages.node'),
            <Link to={`/nodes/${application.code}/${message.node}`} className="mono">
              {message.node}
            </Link>,
          ],
          [t('messages.tenant'), message.tenantName ?? message.tenant],
          [t('messages.recipient'), message.recipient],
          [t('messages.lane'), message.lane],
          [t('messages.accepted'), <Time at={message.acceptedAt} />],
          [
            t('messages.due'),
            message.state === 'PENDING' && message.dueAt && <Time at={message.dueAt} />,
          ],
          [t('messages.expires'), message.expiresAt && <Time at={message.expiresAt} />],
          [t('messages.attempts'), message.attempts],
          [
            t('messages.template'),
            template &&
              t('messages.templateVersion', { number: template.number, locale: template.locale }),
          ],
          [t('messages.reference'), message.reference && <Id text={message.reference} />],
          [t('messages.requestedBy'), message.requestedBy],
          [t('messages.mode'), message.mode !== 'live' && t(`messages.modes.${message.mode}`)],
          [t('messages.traceparent'), message.traceparent && <Id text={message.traceparent} />],
          [
            origin?.kind === 'RESEND'
              ? t('messages.resendOf')
              : origin?.kind === 'DIGEST'
                ? t('messages.digestOf')
                : t('messages.fallbackOf'),
            origin && (
              <Link to={`/messages/${origin.id}`} className="mono">
                …{origin.id.slice(-12)}
              </Link>
            ),
          ],
          [t('messages.id'), <Id text={message.id} />],
          [t('messages.request'), <Id text={message.request} />],
        ]}
      />
    </div>
  );
}
