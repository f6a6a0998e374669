import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api';
import { useMoment } from '../../history';
import { go } from '../../place';
import classes from './Investigation.module.css';

/** Says above every page that this is a copy, that nothing can be changed and that looks are logged. */
export default function CopyBanner({ who, at }: { who: string; at: number }) {
  const { t } = useTranslation('investigation');
  const moment = useMoment();
  return (
    <div className={classes.banner} role="note">
      <IconEye size={18} aria-hidden />
      <span>{t('banner', { at: moment.format(at), who })}</span>
      <Button size="compact-sm" variant="default" onClick={() => go('/looks')}>
        {t('title')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void call('workspace.close', {})}>
        {t('close')}
      </Button>
    </div>
  );
}
