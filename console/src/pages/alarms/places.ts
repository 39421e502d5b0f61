import type { Alarm } from '../../api/shapes';

const TROUBLE = 'FAILED,EXPIRED,UNDELIVERED';

/** Where what an alarm counts can be seen, and acted upon. */
export function placeOf(alarm: Alarm): string {
  const { application, node, channel, source, lane } = alarm;
  const of = new URLSearchParams();
  if (application) of.set('application', application);
  if (node) of.set('node', node);
  if (channel) of.set('channel', channel);
  switch (alarm.kind) {
    case 'FAILURE_RATE':
      of.set('state', TROUBLE);
      of.set('since', '1h');
      return `/messages?${of}`;
    case 'SUDDEN_VOLUME':
      of.set('since', '1h');
      return `/messages?${of}`;
    case 'SILENCE':
    case 'CODE_PUMPING':
    case 'CODES_UNUSED':
      of.set('since', '24h');
      return `/messages?${of}`;
    case 'UNKNOWN_COUNT':
      return `/messages?state=UNKNOWN&channel=${channel ?? ''}`;
    case 'LANE_AGE':
      return `/messages?lane=${lane ?? ''}&state=PENDING`;
    case 'THROTTLED_SHARE':
    case 'CAP_FORECAST':
    case 'SOURCE_STILL':
    case 'SOURCE_REFUSES':
    case 'RECEIPT_DROP':
      return `/sources/${source ?? ''}`;
    case 'BUDGET_NEAR':
    case 'BUDGET_SPENT':
    case 'PACKAGE_LOW':
      return '/costs';
    case 'SCHEDULE_MISSED':
      return '/schedules';
    case 'SUPPRESSION_GROWTH':
      return '/suppressions';
    case 'QUARANTINE_GROWTH':
      return '/queues';
    case 'PROCESS_GONE':
    case 'DISK':
    case 'JOB_FAILING':
      return '/system';
  }
}
