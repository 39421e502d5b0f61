import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { queries } from '../api/queries';
import { chooseWords } from '../words';
import { Away } from './Away';
import { PreferencesContext, store, stored, type Preferences } from './preferences';
import { antTheme } from './theme';

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function systemIsDark(changed: () => void) {
  darkSystem.addEventListener('change', changed);
  return () => darkSystem.removeEventListener('change', changed);
}

/** What every page has around it: language, theme, data. */
export function Providers({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(stored);
  const system = useSyncExternalStore(systemIsDark, () => darkSystem.matches);
  const dark = choice.theme === 'system' ? system : choice.theme === 'dark';

  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    document.documentElement.lang = choice.language === 'zh' ? 'zh-CN' : 'en';
    void chooseWords(choice.language);
  }, [dark, choice.language]);

  const preferences = useMemo<Preferences>(
    () => ({
      ...choice,
      dark,
      choose: (change) => {
        store(change);
        setChoice((before) => ({ ...before, ...change }));
      },
    }),
    [choice, dark],
  );

  return (
    <PreferencesContext value={preferences}>
      <ConfigProvider
        theme={antTheme(dark)}
        locale={choice.language === 'zh' ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
      >
        <App message={{ maxCount: 2 }} notification={{ placement: 'bottomLeft', maxCount: 3 }}>
          <QueryClientProvider client={queries}>
            <Away />
            {children}
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </PreferencesContext>
  );
}
