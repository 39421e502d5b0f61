import type { Schemas } from './client';

export type State = Schemas['MessageView']['state'];

export interface Page<T> {
  items: T[];
  next?: string;
}

export type Message = Schemas['MessageView'] & { nodeName?: string; tenantName?: string };
export type Step = Schemas['Step'];

export interface Found {
  understood: { as: string; value: string; name?: string }[];
  messages: Message[];
  more: boolean;
}

export interface MessageCounts {
  byState: Partial<Record<State, number>>;
  capped: boolean;
  atLeast?: State[];
}

export interface SmsSize {
  encoding: string;
  characters: number;
  segments: number;
  perSegment: number;
}

/** What was or would be sent. Which fields are there depends on the format. */
export interface ShownContent {
  format: 'email' | 'text' | 'markdown' | 'card' | 'template' | 'payload' | 'none';
  language?: string;
  subject?: string;
  html?: string;
  text?: string;
  title?: string;
  markdown?: string;
  template?: string;
  params?: string[];
  type?: string;
  json?: unknown;
  failure?: string;
  sms?: SmsSize;
}

export interface Revealed {
  destination: { kind: string; address?: string };
  recipient?: string;
  variables: unknown;
}

export interface ResendChannel {
  channel: string;
  destination?: string;
  problem?: string;
}

export interface ResendPreview {
  count: number;
  leftOut: Record<string, number>;
  byChannel: Record<string, number>;
  perSecond: number;
  estimatedSeconds: number;
  capped: boolean;
}

export interface ResendJob {
  id: string;
  state: 'RUNNING' | 'STOPPED' | 'DONE';
  filter: Record<string, string>;
  perSecond: number;
  requestedBy: string;
  createdAt: string;
  finishedAt?: string;
  total: number;
  resent: number;
  leftOut: Record<string, number>;
  failed: number;
  problem?: string;
}

export type Window = '1h' | '24h' | '7d';

export interface Point {
  at: string;
  accepted: number;
  sent: number;
  delivered: number;
  failed: number;
  retried: number;
}

export interface Overview {
  window: Window;
  from: string;
  to: string;
  step: string;
  series: Point[];
  totals: Omit<Point, 'at'>;
  successRate?: number;
  failures: { state: State; outcome?: string; channel: string; count: number }[];
  lanes: LaneHealth[];
  sources: SourceHealth[];
  throttled: string[];
}

export interface LaneHealth {
  lane: string;
  waiting: number;
  waitingAtLeast: boolean;
  oldestSeconds: number;
  sent: number;
  p50Millis?: number;
  p99Millis?: number;
  paused: boolean;
}

export interface SourceHealth {
  code: string;
  channel: string;
  health: 'good' | 'throttled' | 'failing' | 'paused' | 'idle';
  calls: number;
  accepted: number;
  rejected: number;
  throttled: number;
  failed: number;
  paused: boolean;
}

export interface Pause {
  kind: 'source' | 'lane' | 'node';
  key: string;
  paused: boolean;
  by?: string;
  at?: string;
  reason?: string;
}

export interface SystemView {
  version: string;
  database: { version: string; bytes: number; messages: number };
  processes: {
    incarnation: string;
    home: string;
    pid: number;
    roles: string;
    version: string;
    startedAt: string;
    beatAt: string;
    alive: boolean;
    inHand: number;
  }[];
  partitions: { month: string; messages: number; bytes: number }[];
  waiting: { count: number; atLeast: boolean; oldest?: string };
}

export type Connector = Schemas['ConnectorView'] & {
  contents?: string[];
  version?: string;
  definition?: boolean;
};

export interface Matrix {
  channels: string[];
  locales: string[];
  rows: { tenant?: string | null; tenantName?: string; cells: MatrixCell[] }[];
}

export interface MatrixCell {
  channel: string;
  locale: string;
  template?: string;
  published?: number;
  newest?: number;
  fallback: boolean;
  missing: boolean;
  from?: { tenant?: string | null; locale: string };
}

export interface Snippets {
  curl: string;
  java: string;
  sample: Record<string, unknown>;
}

export type Role = 'viewer' | 'operator' | 'editor' | 'administrator';

export interface User {
  id: string;
  name: string;
  displayName: string;
  role: Role;
  tenants: string[] | null;
  applications: string[] | null;
  seesPersonalData: boolean;
  disabled: boolean;
  signsInWith: string;
  /** False: has yet to accept an invitation. */
  ready: boolean;
  createdAt: string;
  signedInAt: string | null;
}

export interface AuditEntry {
  position: number;
  at: string;
  actor: string;
  actorId?: string;
  name: string;
  address?: string;
  action: string;
  subject: string;
  detail?: unknown;
}

export interface Verification {
  intact: boolean;
  entries: number;
  position?: number;
  reason?: string;
  head: string;
}
