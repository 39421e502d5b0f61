import type { Schemas } from './client';

/** Short names for what the OpenAPI document describes; nothing here is written by hand. */
export type Message = Schemas['MessageView'];
export type State = Message['state'];
export type Step = Schemas['Step'];
export type MessagePage = Schemas['MessagePage'];
export type MessageCounts = Schemas['Counts'];
export type Found = Schemas['Findings'];
export type Diagnosis = Schemas['Diagnosis'];
export type SmsSize = Schemas['SmsSegments'];
export type Revealed = Schemas['Revealed'];
export type ResendChannel = Schemas['ResendChannel'];
export type ResendPreview = Schemas['ResendPreview'];
export type Schedule = Schemas['ScheduleView'];
export type Fire = Schemas['FireView'];
export type ResendJob = Schemas['ResendJobView'];

export type Overview = Schemas['Figures'];
export type LaneHealth = Schemas['LaneFigures'];
export type SourceHealth = Schemas['SourceFigures'];
export type Business = Schemas['Today'];
export type BusinessLine = Schemas['BusinessLine'];
export type Alarm = Schemas['AlarmView'];
export type AlarmCounts = Schemas['AlarmCounts'];
export type AlarmRule = Schemas['AlarmRuleView'];
export type AlarmSettings = Schemas['AlarmSettingsView'];
export type Silence = Schemas['SilenceView'];
export type Waiting = Schemas['WaitingView'];
export type WaitingHeap = Schemas['WaitingHeap'];
export type WaitingPreview = Schemas['WaitingPreview'];
export type WaitingAct = Schemas['WaitingActView'];
export type Drain = Schemas['DrainView'];
export type Costs = Schemas['Costs'];
export type CostLine = Schemas['CostLine'];
export type Price = Schemas['PriceView'];
export type Balance = Schemas['BalanceView'];
export type Budget = Schemas['BudgetView'];
export type Pause = Schemas['PauseView'];
export type LegalHold = Schemas['HoldView'];
export type SystemView = Schemas['SystemView'];
export type Queue = Schemas['QueueView'];
export type Feed = Schemas['Feed'];
export type FeedTerms = Schemas['FeedView'];
export type WaitingMessage = Schemas['WaitingMessage'];
export type QuarantinedRecord = Schemas['QuarantinedRecord'];
export type Suppression = Schemas['SuppressionView'];
export type QuarantinedContent = Schemas['QuarantinedContent'];
export type Subscription = Schemas['SubscriptionView'];
export type EventDelivery = Schemas['EventDelivery'];

export type Connector = Schemas['ConnectorView'];
export type PluginFile = Schemas['PluginView'];
export type ConnectorFile = Schemas['ConnectorFileView'];
export type Matrix = Schemas['Matrix'];
export type MatrixCell = Schemas['MatrixCell'];
export type Snippets = Schemas['NodeSnippets'];

export type Session = Schemas['SessionView'];
export type AwaitedCode = Schemas['AwaitedCode'];
export type OpenSession = Schemas['OpenSession'];
export type SecondFactor = Schemas['SecondFactorView'];
export type Enrolment = Schemas['Enrolment'];
export type Permission = Session['permissions'][number];
export type SignInOptions = Schemas['Options'];
export type User = Schemas['UserLine'];
export type Role = User['role'];
export type Invitation = Schemas['Invitation'];
export type AuditEntry = Schemas['AuditEntry'];
export type Verification = Schemas['Verified'];

/** What was or would be sent. Which fields are there depends on the format. */
export type ShownContent = Omit<Schemas['MessageContent'], 'format' | 'language'> & {
  format: 'email' | 'text' | 'markdown' | 'card' | 'template' | 'payload' | 'none';
};

/** The spans that the overview can be asked for. */
export type Window = '1h' | '24h' | '7d';

export interface Page<T> {
  items: T[];
  next?: string;
}
