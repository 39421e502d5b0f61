import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../app/preferences';
import { palette } from '../../app/theme';
import type { Overview } from '../../api/shapes';
import { useChart, type ChartOption } from './chart';

/** What came in as a line, what became of it as bars: told apart by shape as well as by colour. */
export function VolumeChart({ overview }: { overview: Overview }) {
  const { t, i18n } = useTranslation();
  const { dark } = usePreferences();
  const option = useMemo<ChartOption>(() => {
    const p = palette(dark);
    const time = new Intl.DateTimeFormat(i18n.language === 'zh' ? 'zh-CN' : 'en-GB', {
      ...(overview.window === '7d' ? { month: 'short', day: 'numeric' } : {}),
      hour: '2-digit',
      minute: '2-digit',
    });
    const of = (name: 'accepted' | 'sent' | 'failed') => overview.series.map((at) => at[name]);
    const text = { color: p.soft, fontSize: 12 };
    return {
      animation: false,
      textStyle: { fontFamily: 'inherit' },
      grid: { left: 8, right: 8, top: 34, bottom: 4, outerBoundsMode: 'same' },
      legend: { top: 0, left: 0, icon: 'roundRect', textStyle: text, itemWidth: 14, itemHeight: 8 },
      tooltip: {
        trigger: 'axis',
        renderMode: 'richText',
        backgroundColor: p.raised,
        borderColor: p.line,
        textStyle: { color: p.ink, fontSize: 12 },
      },
      xAxis: {
        type: 'category',
        data: overview.series.map((point) => time.format(new Date(point.at))),
        axisLine: { lineStyle: { color: p.line } },
        axisTick: { show: false },
        axisLabel: text,
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: p.line } },
        axisLabel: text,
      },
      series: [
        {
          name: t('overview.accepted'),
          type: 'line',
          data: of('accepted'),
          symbol: 'none',
          lineStyle: { width: 2, color: p.accent },
          itemStyle: { color: p.accent },
        },
        {
          name: t('overview.sent'),
          type: 'bar',
          stack: 'ended',
          data: of('sent'),
          itemStyle: { color: p.good, opacity: 0.55 },
          barMaxWidth: 14,
        },
        {
          name: t('overview.failed'),
          type: 'bar',
          stack: 'ended',
          data: of('failed'),
          itemStyle: {
            color: p.bad,
            decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: 0.7 },
          },
          barMaxWidth: 14,
        },
      ],
    };
  }, [overview, dark, t, i18n.language]);
  const element = useChart(option);
  return <div ref={element} className="chart" role="img" aria-label={t('overview.accepted')} />;
}
