import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';

type Rule = Schemas['RuleSpec'];

/** A rule in words. */
export function useRuleText(): (rule: Rule) => string {
  const { t } = useTranslation();
  return (rule) => {
    const days = t(`schedules.days.${(rule.days ?? 'every-day') as 'every-day'}`, {
      day: rule.day,
    });
    const plain = rule.cron && (!rule.days || rule.days === 'every-day');
    if (plain) return rule.cron!;
    const numbered = rule.day
      ? t(rule.day < 0 ? 'schedules.fromEnd' : 'schedules.numbered', { day: Math.abs(rule.day) })
      : '';
    return [days, numbered, rule.cron ?? rule.times?.join(' ')].filter(Boolean).join(' · ');
  };
}
