import { useTranslation } from 'react-i18next';
import { pointSheets, type PointSheet } from '../../../db/domain/point/sheet';
import { PageTabs } from '../../components/PageTabs';
import { go } from '../../place';

/** The list that an address below `/point` names: `/point/activity` and `/point/activity/<id>`. */
export const sheetOfAddress = (id: string | null): PointSheet | undefined => pointSheets.find((sheet) => sheet === id?.split('/')[0]);

/** The risk points and the three lists beside them. */
export function PointTabs({ at }: { at: PointSheet | null }) {
  const { t } = useTranslation('point');
  return (
    <PageTabs
      label={t('tabs')}
      tabs={(['point', ...pointSheets] as const).map((id) => ({ id, title: t(`${id === 'point' ? 'points' : id}.tab`) }))}
      at={at ?? 'point'}
      onOpen={(id) => go(id === 'point' ? '/point' : `/point/${id}`)}
    />
  );
}
