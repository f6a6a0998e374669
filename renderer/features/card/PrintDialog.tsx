import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useApi, useTask } from '../../api';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import type { CardSelection } from './card';

interface PrintDialogProps {
  /** What is printed; null while nothing is. */
  selection: CardSelection | null;
  onClose: () => void;
  onDone: () => void;
}

/** How cards are printed: four to a page or one, on which day they are made, or as a draft. */
export function PrintDialog({ selection, onClose, onDone }: PrintDialogProps) {
  const { t } = useTranslation('card');
  return (
    <Modal opened={selection !== null} onClose={onClose} title={t('print.title')}>
      {selection && <Choices selection={selection} onDone={onDone} />}
    </Modal>
  );
}

function Choices({ selection, onDone }: { selection: CardSelection; onDone: () => void }) {
  const { t } = useTranslation('card');
  const today = useApi('risk.choices', {}, { subjects: ['enterprise'] }).data?.today ?? null;
  const print = useTask('card.print', { title: t('print.task') });
  const [perPage, setPerPage] = useState<'1' | '4'>('4');
  const [stated, setStated] = useState<string | null>();
  const [draft, setDraft] = useState(false);
  const compiledOn = stated === undefined ? today : stated;
  const save = async () => {
    const reply = await print.run({ selection, perPage: perPage === '4' ? 4 : 1, compiledOn, draft, file: '' });
    if (!reply.ok || reply.data.file === null) return;
    const { file, cards: count, lacking } = reply.data;
    showSaved(lacking > 0 ? t('print.lacking', { file, count, lacking }) : t('print.saved', { file, count }), file);
    onDone();
  };
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('print.text')}
      </Text>
      <SegmentedControl
        aria-label={t('print.perPage')}
        value={perPage}
        onChange={(value) => setPerPage(value as '1' | '4')}
        data={[
          { value: '4', label: t('print.four') },
          { value: '1', label: t('print.single') },
        ]}
      />
      <Checkbox label={t('print.draft')} checked={draft} onChange={(event) => setDraft(event.currentTarget.checked)} />
      {!draft && <DayInput label={t('print.compiledOn')} value={compiledOn} onChange={setStated} required />}
      <Findings findings={print.failure?.findings ?? []} />
      <Group justify="flex-end">
        <Button loading={print.running} onClick={() => void save()} data-autofocus>
          {t('print.save')}
        </Button>
      </Group>
    </Stack>
  );
}
