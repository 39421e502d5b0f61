/** What can be paused. */
export const KINDS = ['source', 'lane', 'node', 'application', 'tenant'] as const;
export type Kind = (typeof KINDS)[number];

/** Where it is in the API; a node is written with its application. */
export function placeOf(kind: Kind, code: string): string {
  const [first = '', ...rest] = code.split('/').map(encodeURIComponent);
  switch (kind) {
    case 'source':
      return `/v1/sources/${first}`;
    case 'lane':
      return `/v1/lanes/${first}`;
    case 'application':
      return `/v1/applications/${first}`;
    case 'tenant':
      return `/v1/tenants/${first}`;
    case 'node':
      return `/v1/applications/${first}/nodes/${rest.join('/')}`;
  }
}
