import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { go } from '../../place';
import { paperDraftKey, remember } from '../../preference';

interface PaperButtonProps {
  /** Which lists F31 prints: empty for all. */
  part: string;
  /** Whether there is something in force to be printed. */
  disabled: boolean;
}

/** To the page of F31, where the lists are previewed, printed and issued. */
export function PaperButton({ part, disabled }: PaperButtonProps) {
  const { t } = useTranslation('responsibility');
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size={15} aria-hidden />}
      disabled={disabled}
      onClick={() => {
        remember(paperDraftKey('F31'), { part });
        go('/filing/F31');
      }}
    >
      {t('paper')}
    </Button>
  );
}
