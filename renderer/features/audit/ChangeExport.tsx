import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { showSaved, type Data, type Input, type Reply } from '../../api';
import type { ChangeFilter } from './ChangeList';

interface ChangeExportProps {
  filter: ChangeFilter;
  run: (input: Input<'audit.export'>) => Promise<Reply<Data<'audit.export'>>>;
  running: boolean;
}

/** Saves what is found as a workbook to read, or every entry with its hashes to check elsewhere. */
export function ChangeExport({ filter, run, running }: ChangeExportProps) {
  const { t } = useTranslation('audit');
  const save = async (format: 'xlsx' | 'jsonl') => {
    const reply = await run({ format, filter, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('export.done', { count: reply.data.rows }), reply.data.file);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" ml="auto" loading={running} leftSection={<IconDownload size={15} aria-hidden />}>
          {t('export.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('xlsx')}>{t('export.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => void save('jsonl')}>{t('export.jsonl')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
