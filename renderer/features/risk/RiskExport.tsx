import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Needs, useAllowed } from '../../components/Needs';

interface RiskExportProps {
  /** The list shows telephones: it is asked whether they go with it in full. */
  hasPhones: boolean;
  running: boolean;
  onExport: (numbers: boolean) => void;
}

/** Saves the list as a workbook, telephones in part unless they are asked for. */
export function RiskExport({ hasPhones, running, onExport }: RiskExportProps) {
  const { t } = useTranslation('risk');
  const button = (onClick?: () => void) => (
    <Button
      size="xs"
      px="0.5rem"
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
      loading={running}
      title={t('export.text')}
      {...(onClick && { onClick })}
    >
      {t('export.verb')}
    </Button>
  );
  const isAllowed = useAllowed('risk.export');
  if (!hasPhones || !isAllowed) return <Needs needs="risk.export">{button(() => onExport(false))}</Needs>;
  return (
    <Menu position="bottom-end">
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('export.phones')}</Menu.Label>
        <Menu.Item onClick={() => onExport(false)}>{t('export.masked')}</Menu.Item>
        <Menu.Item onClick={() => onExport(true)}>{t('export.whole')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
