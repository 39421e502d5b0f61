import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { useChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Time } from '../../components/Time';
import { Trouble } from '../../components/Trouble';

type Whole = Schemas['Preferences'];
type Spec = Schemas['PreferenceSpec'];

interface Props {
  tenant: string;
  recipient: Schemas['RecipientView'];
  close: () => void;
}

/** What a recipient wants to be sent, by topic and channel; a change is saved at once. */
export function Preferences({ tenant, recipient, close }: Props) {
  const { t } = useTranslation();
  const path = { tenant, code: recipient.code };
  const wishes = useQuery({
    queryKey: ['preferences', tenant, recipient.code],
    queryFn: () =>
      taken(api.GET('/v1/tenants/{tenant}/recipients/{code}/preferences', { params: { path } })),
  });
  return (
    <Drawer
      open
      onClose={close}
      size={520}
      title={t('tenants.preferencesOf', { name: recipient.name })}
      footer={<PageLink path={path} />}
    >
      <p className="sub">{t('tenants.preferencesLead')}</p>
      <Loaded query={wishes}>{(found) => <Choices path={path} wishes={found} />}</Loaded>
    </Drawer>
  );
}

function Choices({ path, wishes }: { path: { tenant: string; code: string }; wishes: Whole }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const save = useMutation({
    mutationFn: (preferences: Spec[]) =>
      taken(
        api.PUT('/v1/tenants/{tenant}/recipients/{code}/preferences', {
          params: { path },
          body: { preferences },
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['preferences'] }),
  });
  const set = (topic: string, channel: string, wanted: boolean) =>
    save.mutate([
      ...wishes.preferences
        .filter((said) => said.topic !== topic || said.channel !== channel)
        .map(asSpec),
      { topic, channel, wanted },
    ]);
  return (
    <div className="stack">
      {save.error && <Trouble problem={save.error} />}
      {wishes.topics.length === 0 && <Empty title={t('tenants.preferencesNone')} />}
      {wishes.topics.map((choice) => (
        <fieldset key={choice.topic} className="card pad">
          <legend>
            {choice.name} <span className="mono soft small">{choice.topic}</span>
          </legend>
          {choice.channels.map(({ channel, wanted }) => (
            <Checkbox
              key={channel}
              checked={wanted}
              disabled={save.isPending}
              onChange={(event) => set(choice.topic, channel, event.target.checked)}
            >
              {channelName(channel)}
            </Checkbox>
          ))}
        </fieldset>
      ))}
      {wishes.preferences.length > 0 && (
        <div>
          <h2>{t('tenants.preferencesSaid')}</h2>
          <ul>
            {wishes.preferences.map((said) => (
              <li key={`${said.topic} ${said.channel}`}>
                {said.topic ?? t('tenants.everyTopic')} ·{' '}
                {said.channel ? channelName(said.channel) : t('tenants.everyChannel')}:{' '}
                {t(said.wanted ? 'tenants.wanted' : 'tenants.unwanted')}{' '}
                <span className="soft small">
                  <Time at={said.at} /> · {said.by === 'person' ? t('tenants.byPerson') : said.by}
                </span>
              </li>
            ))}
          </ul>
          <Button loading={save.isPending} onClick={() => save.mutate([])}>
            {t('tenants.preferencesForget')}
          </Button>
        </div>
      )}
    </div>
  );
}

function asSpec({ topic, channel, wanted }: Whole['preferences'][number]): Spec {
  return { wanted, ...(topic && { topic }), ...(channel && { channel }) };
}

/** Whoever has the link can change what the person wants. */
function PageLink({ path }: { path: { tenant: string; code: string } }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const link = useMutation({
    mutationFn: () =>
      taken(
        api.POST('/v1/tenants/{tenant}/recipients/{code}/preferences/link', { params: { path } }),
      ),
    onSuccess: ({ url }) =>
      void modal.info({
        title: t('tenants.preferencesLink'),
        content: (
          <>
            <p>{t('tenants.preferencesLinkHint')}</p>
            <p className="mono small" style={{ overflowWrap: 'anywhere' }}>
              <a href={url} target="_blank" rel="noreferrer">
                {url}
              </a>
            </p>
          </>
        ),
      }),
  });
  return (
    <>
      {link.error && <Trouble problem={link.error} />}
      <Button loading={link.isPending} onClick={() => link.mutate()}>
        {t('tenants.preferencesLinkMake')}
      </Button>
    </>
  );
}
