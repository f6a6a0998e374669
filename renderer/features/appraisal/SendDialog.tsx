import { Button, Checkbox, Group, Modal, MultiSelect, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useTask } from '../../api';
import { Findings } from '../../components/Findings';
import { useAllowed } from '../../components/Needs';
import type { Line } from './people';

/** People without a department. */
const none = 'none';

/** Asks for which departments sheets are written, and how; the folder is asked for by the system. */
export function SendDialog({ periodId, rows, onClose }: { periodId: string; rows: readonly Line[]; onClose: () => void }) {
  const { t } = useTranslation('appraisal');
  const mayCheck = useAllowed('appraisal.save');
  const [chosen, choose] = useState<string[]>([]);
  const [together, setTogether] = useState(false);
  const [withCheck, setWithCheck] = useState(false);
  const send = useTask('appraisal.exportSheets', { title: t('send.task'), quiet: true });
  const departments = [...new Map(rows.map(({ departmentId, department }) => [departmentId ?? none, department])).entries()];
  const confirm = async () => {
    const departmentIds = chosen.length === 0 ? null : chosen.map((one) => (one === none ? '' : one));
    const reply = await send.run({ periodId, departmentIds, together, withCheck, folder: '' });
    if (!reply.ok || reply.data.folder === null) return;
    const { files } = reply.data;
    showSaved(t('send.done', { count: files.length, people: files.reduce((sum, { people }) => sum + people, 0) }), files[0]!.file);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('send.title')} size="lg">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('send.text')}
        </Text>
        <MultiSelect
          label={t('send.departments')}
          placeholder={chosen.length === 0 ? t('send.allDepartments', { count: departments.length }) : ''}
          searchable
          clearable
          value={chosen}
          onChange={choose}
          data={departments.map(([value, name]) => ({ value, label: name || t('noDepartment') }))}
        />
        <Radio.Group label={t('send.files')} value={together ? 'together' : 'each'} onChange={(value) => setTogether(value === 'together')}>
          <Stack gap={6} mt={4}>
            <Radio value="each" label={t('send.each')} />
            <Radio value="together" label={t('send.together')} />
          </Stack>
        </Radio.Group>
        {mayCheck && (
          <Checkbox
            label={t('send.withCheck')}
            description={t('send.withCheckText')}
            checked={withCheck}
            onChange={(event) => setWithCheck(event.currentTarget.checked)}
          />
        )}
        <Findings findings={send.failure?.findings ?? []} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={send.running} onClick={() => void confirm()}>
            {t('send.verb')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
