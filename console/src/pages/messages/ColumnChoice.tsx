import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseColumns, COLUMNS, useColumns, type Column } from './columns';

/** Which columns the list shows, kept in this browser. */
export function ColumnChoice() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          className="roles"
          value={[...columns]}
          options={COLUMNS.map((value) => ({ value, label: t(`messages.${value}`) }))}
          onChange={(values) => chooseColumns(values as Column[])}
        />
      }
    >
      <Button icon={<SettingOutlined aria-hidden />} aria-label={t('messages.columns')} />
    </Popover>
  );
}
