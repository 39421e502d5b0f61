import { theme, type ThemeConfig } from 'antd';

// Both as in styles.css.
const FONT = 'var(--font)';
const MONO = 'var(--mono)';

interface Palette {
  paper: string;
  surface: string;
  raised: string;
  line: string;
  ink: string;
  soft: string;
  accent: string;
  bad: string;
  good: string;
  odd: string;
}

const LIGHT: Palette = {
  paper: '#f6f6f3',
  surface: '#ffffff',
  raised: '#ffffff',
  line: '#e3e2dc',
  ink: '#1c1e21',
  soft: '#5b6067',
  accent: '#2f55b5',
  bad: '#b3261e',
  good: '#1b6b4d',
  odd: '#8a5800',
};

const DARK: Palette = {
  paper: '#121315',
  surface: '#191b1e',
  raised: '#212428',
  line: '#2f3237',
  ink: '#e9e9e6',
  soft: '#a7abb2',
  accent: '#8cabf7',
  bad: '#ff9086',
  good: '#6fcaa3',
  odd: '#e5b45a',
};

/** One accent, hairlines instead of shadows, a small radius, and no motion. */
export function antTheme(dark: boolean): ThemeConfig {
  const p = dark ? DARK : LIGHT;
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: FONT,
      fontFamilyCode: MONO,
      fontSize: 14,
      borderRadius: 6,
      colorPrimary: p.accent,
      ...(dark ? {} : { colorPrimaryHover: '#27489b', colorPrimaryActive: '#203b80' }),
      colorInfo: p.accent,
      colorLink: p.accent,
      colorError: p.bad,
      colorSuccess: p.good,
      colorWarning: p.odd,
      colorBgLayout: p.paper,
      colorBgContainer: p.surface,
      colorBgElevated: p.raised,
      colorBorder: dark ? '#44484f' : '#cfcec7',
      colorBorderSecondary: p.line,
      colorText: p.ink,
      colorTextSecondary: p.soft,
      colorTextDescription: p.soft,
      colorTextPlaceholder: dark ? '#8d929a' : '#6c7178',
      colorTextLightSolid: dark ? '#10131a' : '#ffffff',
      colorBgSpotlight: p.ink,
      controlHeight: 34,
      // A layer that waits for the end of an animation stays, unseen, where a browser shows none.
      motion: false,
      wireframe: false,
    },
    components: {
      Table: {
        headerBg: 'transparent',
        headerColor: p.soft,
        headerSplitColor: 'transparent',
        cellPaddingBlock: 9,
        cellPaddingInline: 16,
        cellPaddingInlineMD: 16,
        cellPaddingBlockMD: 9,
        cellFontSizeMD: 13.5,
        cellFontSize: 13.5,
        rowHoverBg: 'var(--hover)',
        borderColor: p.line,
      },
      Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
      Segmented: { trackBg: dark ? '#24272b' : '#ebeae5' },
      Tabs: { horizontalItemPadding: '8px 0', horizontalItemGutter: 24 },
    },
  };
}

/** The same colours for what is not drawn by components: see styles.css and the charts. */
export function palette(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}
