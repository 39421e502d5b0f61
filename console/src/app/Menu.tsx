import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Rail } from './Rail';

/** The navigation where there is no room beside the page. */
export default function Menu({
  open,
  close,
  showHelp,
}: {
  open: boolean;
  close: () => void;
  showHelp: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onClose={close} placement="left" size={264} title={t('app.menu')}>
      <div className="rail">
        <Rail showHelp={showHelp} />
      </div>
    </Drawer>
  );
}
