import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { readWords } from '../words';
import { Broken, Missing } from './Broken';
import { Frame } from './Frame';
import { stored } from './preferences';

/** Each page is a file of its own, loaded when it is first gone to. */
function page(path: string, load: () => Promise<{ default: ComponentType }>): RouteObject {
  return first(path, async () => (await Promise.all([load(), readWords(stored().language)]))[0]);
}

/** One that visits begin with, which has its words already. */
function first(path: string, load: () => Promise<{ default: ComponentType }>): RouteObject {
  return {
    path,
    lazy: async () => ({ Component: (await load()).default }),
    errorElement: <Broken />,
    HydrateFallback: () => null,
  };
}

export const router = createBrowserRouter([
  first('sign-in', () => import('../session/SignIn')),
  first('setup', () => import('../session/Setup')),
  first('invitation', () => import('../session/Invitation')),
  {
    element: <Frame />,
    errorElement: <Broken />,
    HydrateFallback: () => null,
    children: [
      first('/', () => import('../pages/find/FindPage')),
      page('messages', () => import('../pages/messages/MessagesPage')),
      page('messages/:id', () => import('../pages/messages/MessagePage')),
      page('campaigns', () => import('../pages/campaigns/CampaignsPage')),
      page('campaigns/new', () => import('../pages/campaigns/NewCampaignPage')),
      page('campaigns/:id', () => import('../pages/campaigns/CampaignPage')),
      page('jobs', () => import('../pages/jobs/JobsPage')),
      page('schedules', () => import('../pages/schedules/SchedulesPage')),
      page('schedules/:application/:code', () => import('../pages/schedules/SchedulePage')),
      page('alarms', () => import('../pages/alarms/AlarmsPage')),
      page('waiting', () => import('../pages/waiting/WaitingPage')),
      page('costs', () => import('../pages/costs/CostsPage')),
      page('overview', () => import('../pages/overview/OverviewPage')),
      page('nodes', () => import('../pages/nodes/NodesPage')),
      page('nodes/:application/:node', () => import('../pages/nodes/NodePage')),
      page('nodes/:application/:node/template', () => import('../pages/nodes/TemplatePage')),
      page('sources', () => import('../pages/sources/SourcesPage')),
      page('sources/:code', () => import('../pages/sources/SourcePage')),
      page('connectors', () => import('../pages/connectors/ConnectorPage')),
      page('connectors/:name', () => import('../pages/connectors/ConnectorPage')),
      page('applications', () => import('../pages/applications/ApplicationsPage')),
      page('applications/:code', () => import('../pages/applications/ApplicationPage')),
      page('subscriptions', () => import('../pages/subscriptions/SubscriptionsPage')),
      page(
        'subscriptions/:application/:code',
        () => import('../pages/subscriptions/SubscriptionPage'),
      ),
      page('tenants', () => import('../pages/tenants/TenantsPage')),
      page('tenants/:code', () => import('../pages/tenants/TenantPage')),
      page('tenants/:code/calendar', () => import('../pages/tenants/CalendarPage')),
      page('outbox', () => import('../pages/outbox/OutboxPage')),
      page('queues', () => import('../pages/queues/QueuesPage')),
      page('suppressions', () => import('../pages/suppressions/SuppressionsPage')),
      page('feeds', () => import('../pages/feeds/FeedsPage')),
      page('users', () => import('../pages/users/UsersPage')),
      page('audit', () => import('../pages/audit/AuditPage')),
      page('system', () => import('../pages/system/SystemPage')),
      page('account', () => import('../session/Account')),
      { path: '*', element: <Missing /> },
    ],
  },
]);
