import { useTranslation } from 'react-i18next';
import type { Balance } from '../../api/shapes';
import { money } from './money';
import { Time } from '../../components/Time';

/** What a provider said is left of what was paid in advance, and since when it says nothing. */
export function BalanceText({ of }: { of: Balance }) {
  const { t, i18n } = useTranslation();
  const { left, currency, problem, toldAt } = of;
  return (
    <>
      <span className="num nowrap">
        {left === undefined || left === null
          ? '–'
          : currency
            ? money(left, currency, i18n.language)
            : t('costs.messagesLeft', { left: new Intl.NumberFormat(i18n.language).format(left) })}
      </span>
      {problem && (
        <span className="sub">
          {problem.text}
          {toldAt && (
            <>
              {' '}
              · <Time at={toldAt} />
            </>
          )}
        </span>
      )}
    </>
  );
}
