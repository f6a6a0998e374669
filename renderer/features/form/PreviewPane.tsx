import { Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Form.module.css';
import { SheetGrid } from './SheetGrid';
import { SheetTabs } from './SheetTabs';
import type { Preview } from './work';

interface PreviewPaneProps {
  preview: Preview | undefined;
  sheet: string;
  onSheet: (name: string) => void;
}

/** The form as it would be handed over, with the first records. */
export function PreviewPane({ preview, sheet, onSheet }: PreviewPaneProps) {
  const { t } = useTranslation('form');
  if (preview === undefined) return <Loader m="md" aria-label={t('preview.making')} />;
  if (preview.sheets === null)
    return (
      <Text p="md" c="dimmed">
        {t(preview.findings.some(({ advice }) => !advice) ? 'preview.broken' : 'preview.nothing')}
      </Text>
    );
  const shown = preview.sheets.find(({ name }) => name === sheet) ?? preview.sheets[0]!;
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <SheetTabs sheets={preview.sheets} value={shown.name} onChange={onSheet} note={t('preview.note', { count: preview.records })} />
        <SheetGrid sheet={shown} />
      </div>
    </div>
  );
}
