import { ArrowRightOutlined, CheckCircleFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken } from '../../api/client';
import { useApplications, useNodes, useSources, useTenants } from '../../api/lists';
import type { Words } from '../../words';
import { listMessages } from '../messages/filters';
import { remember, useFirst } from './first';

interface Step {
  name: keyof Words['find']['steps'];
  to: string;
  done: boolean;
}

/** Shown until the first message was sent and its sender has seen that all is done. */
export function FirstSteps() {
  const { t } = useTranslation();
  const any = useQuery({
    queryKey: ['messages', 'any'],
    queryFn: () => listMessages({}, undefined, 1),
    refetchInterval: ({ state }) => (state.data?.items.length === 0 ? 5_000 : false),
  });
  const first = useFirst();
  const begun = any.data?.items.length === 0;
  const sent = (any.data?.items.length ?? 0) > 0;
  useEffect(() => {
    if (begun && !first) remember({});
  }, [begun, first]);
  const steps = useSteps(first?.tested === true || sent, sent);
  if (!steps || !(begun || (sent && first && !first.closed))) return null;
  const next = steps.find((step) => !step.done);
  return (
    <div className="card pad section">
      <h2>{t(next ? 'find.first' : 'find.firstDone')}</h2>
      <p className="soft">{t(next ? 'find.firstHint' : 'find.firstDoneHint')}</p>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.name} className={step.done ? 'done' : ''}>
            <span className="mark">
              {step.done && <CheckCircleFilled aria-label={t('find.stepDone')} />}
            </span>
            <Link to={step.to} {...(step === next && { className: 'next' })}>
              {t(`find.steps.${step.name}`)} {step === next && <ArrowRightOutlined aria-hidden />}
            </Link>
            <span className="soft small">{t(`find.stepHints.${step.name}`)}</span>
          </li>
        ))}
      </ol>
      {!next && (
        <Button type="primary" onClick={() => remember({ closed: true })}>
          {t('find.firstClose')}
        </Button>
      )}
    </div>
  );
}

function useSteps(tested: boolean, sent: boolean): Step[] | null {
  const applications = useApplications().data?.items;
  const sources = useSources().data?.items;
  const tenants = useTenants().data?.items;
  const application = applications?.[0]?.code;
  const node = useNodes(application).data?.items[0];
  const templates = useTemplates(application, node?.code);
  if (!applications || !sources || !tenants) return null;
  const nodeAt = node ? `/nodes/${application}/${node.code}` : '/nodes';
  return [
    { name: 'application', to: '/applications?new', done: applications.length > 0 },
    { name: 'source', to: '/sources?new', done: sources.length > 0 },
    { name: 'tenant', to: '/tenants?new', done: tenants.length > 0 },
    {
      name: 'node',
      to: application ? `/applications/${application}` : '/applications',
      done: node !== undefined,
    },
    { name: 'template', to: nodeAt, done: templates > 0 },
    { name: 'test', to: nodeAt, done: tested },
    { name: 'real', to: nodeAt, done: sent },
  ];
}

/** How many the node has. */
function useTemplates(application: string | undefined, node: string | undefined): number {
  const whole = useQuery({
    queryKey: ['node', application, node],
    queryFn: () =>
      taken(
        api.GET('/v1/applications/{application}/nodes/{node}', {
          params: { path: { application: application ?? '', node: node ?? '' } },
        }),
      ),
    enabled: application !== undefined && node !== undefined,
  });
  return whole.data?.templates.length ?? 0;
}
