import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { api, taken } from './client';

/** Lists that several pages choose from. They are short: configuration, not messages. */
export function useApplications() {
  return useQuery({
    queryKey: ['applications'],
    queryFn: () => taken(api.GET('/v1/applications')),
  });
}

/** How people call an application; its code while its name is not known. */
export function useApplicationName() {
  const applications = useApplications().data?.items ?? [];
  return (code: string) =>
    applications.find((application) => application.code === code)?.name ?? code;
}

export function useTenants() {
  return useQuery({ queryKey: ['tenants'], queryFn: () => taken(api.GET('/v1/tenants')) });
}

/** How people call a company; its code while its name is not known. */
export function useTenantName() {
  const tenants = useTenants().data?.items ?? [];
  return (code: string) => tenants.find((tenant) => tenant.code === code)?.name ?? code;
}

export function useSources() {
  return useQuery({ queryKey: ['sources'], queryFn: () => taken(api.GET('/v1/sources')) });
}

/** What providers say is left of what was paid in advance. */
export function useBalances() {
  return useQuery({
    queryKey: ['balances'],
    queryFn: () => taken(api.GET('/v1/balances')),
    refetchInterval: 60_000,
  });
}

export function useConnectors() {
  return useQuery({
    queryKey: ['connectors'],
    queryFn: () => taken(api.GET('/v1/connectors')),
    staleTime: 5_000,
  });
}

/** The definitions that the database keeps, published or not. */
export function useDefinitions() {
  return useQuery({
    queryKey: ['definitions'],
    queryFn: () => taken(api.GET('/v1/definitions')),
    staleTime: 5_000,
  });
}

/** What became of the plug-ins of the process that answers. */
export function usePlugins() {
  return useQuery({ queryKey: ['plugins'], queryFn: () => taken(api.GET('/v1/plugins')) });
}

export function useNodes(application: string | undefined) {
  return useQuery({ ...nodesOf(application ?? ''), enabled: application !== undefined });
}

function nodesOf(application: string) {
  return queryOptions({
    queryKey: ['nodes', application],
    queryFn: () =>
      taken(api.GET('/v1/applications/{application}/nodes', { params: { path: { application } } })),
  });
}

/** Those of all applications, each with its application's code. */
export function useAllNodes() {
  const applications = useApplications().data?.items ?? [];
  return useQueries({
    queries: applications.map(({ code }) => nodesOf(code)),
    combine: (results) =>
      results.flatMap(({ data }, index) =>
        (data?.items ?? []).map((node) => ({
          ...node,
          application: applications[index]?.code ?? '',
        })),
      ),
  });
}

/** What nodes may be about to people. */
export function useTopics() {
  return useQuery({ queryKey: ['topics'], queryFn: () => taken(api.GET('/v1/topics')) });
}

export function useLanes() {
  return useQuery({
    queryKey: ['lanes'],
    queryFn: () => taken(api.GET('/v1/lanes')),
  });
}

/** The overview of the last hour, which says how the sources do. */
export function useLastHour() {
  return useQuery({
    queryKey: ['overview', '1h'],
    queryFn: () => taken(api.GET('/v1/overview', { params: { query: { window: '1h' } } })),
    refetchInterval: 5_000,
  });
}
