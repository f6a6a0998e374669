import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pointSheets, type PointSheet } from '../../../db/domain/point/sheet';
import { useAskBeforeLeaving } from '../../components/SidePanel';
import { go } from '../../place';

/** The list that an address below `/point` names: `/point/activity` and `/point/activity/<id>`. */
export const sheetOfAddress = (id: string | null): PointSheet | undefined => pointSheets.find((sheet) => sheet === id?.split('/')[0]);

/** The risk points and the three lists beside them. */
export function PointTabs({ at }: { at: PointSheet | null }) {
  const { t } = useTranslation('point');
  const ask = useAskBeforeLeaving();
  return (
    <Group component="nav" gap={4} px="md" pb={4} aria-label={t('tabs')}>
      {([null, ...pointSheets] as const).map((sheet) => (
        <Button
          key={sheet ?? 'point'}
          size="compact-sm"
          variant={sheet === at ? 'light' : 'subtle'}
          aria-current={sheet === at ? 'page' : undefined}
          onClick={() => ask(() => go(sheet === null ? '/point' : `/point/${sheet}`))}
        >
          {t(`${sheet ?? 'points'}.tab`)}
        </Button>
      ))}
    </Group>
  );
}
