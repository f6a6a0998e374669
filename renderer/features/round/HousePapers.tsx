import { Button, Group, Modal, NumberInput, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useTask, type Input } from '../../api';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';

type Print = Input<'round.print'>;
const formats = ['pdf', 'docx'] as const;

function usePrint(id: string) {
  const { t } = useTranslation('round');
  const task = useTask('round.print', { title: t('print.task') });
  return {
    running: task.running,
    print: async (request: Omit<Print, 'id' | 'file'>): Promise<boolean> => {
      const reply = await task.run({ id, file: '', ...request });
      if (!reply.ok || reply.data.file === null) return false;
      showSaved(t('print.saved', { file: reply.data.file }), reply.data.file);
      return true;
    },
  };
}

interface PrintButtonsProps {
  id: string;
  /** Prints what is saved: while something is typed there is nothing to print yet. */
  dirty: boolean;
}

/** The notice and the plan as papers of the house. */
export function CircularButtons({ id, dirty }: PrintButtonsProps) {
  const { t } = useTranslation('round');
  const { running, print } = usePrint(id);
  return (
    <Group gap="xs">
      {(['notice', 'plan'] as const).flatMap((paper) =>
        formats.map((format) => (
          <Button
            key={`${paper}-${format}`}
            size="compact-sm"
            variant="default"
            leftSection={<IconPrinter size={14} aria-hidden />}
            disabled={dirty || running}
            onClick={() => void print({ paper, format })}
          >
            {t(`print.${paper}.${format}`)}
          </Button>
        )),
      )}
      {dirty && (
        <Text size="xs" c="dimmed">
          {t('print.saveFirst')}
        </Text>
      )}
    </Group>
  );
}

/** The sign-in sheet to print before the meeting, and afterwards its scan and the photos. */
export function MeetingPapers({ id, dirty }: PrintButtonsProps) {
  const { t } = useTranslation(['round', 'term']);
  const { running, print } = usePrint(id);
  const [asked, setAsked] = useState(false);
  const [guests, setGuests] = useState<string[]>([]);
  const [blankRows, setBlankRows] = useState(6);
  const [chair, setChair] = useState('');
  const [recorder, setRecorder] = useState('');
  const signIn = useAttachments({ subject: 'round', subjectId: id, use: 'signIn' });
  const photo = useAttachments({ subject: 'round', subjectId: id, use: 'photo' });
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={14} aria-hidden />}
          disabled={dirty}
          onClick={() => setAsked(true)}
        >
          {t('print.signIn')}
        </Button>
        {dirty && (
          <Text size="xs" c="dimmed">
            {t('print.saveFirst')}
          </Text>
        )}
      </Group>
      <Attachments label={t('term:attachmentUse.signIn')} {...signIn} />
      <Attachments label={t('term:attachmentUse.photo')} {...photo} />
      <Modal opened={asked} onClose={() => setAsked(false)} title={t('print.signInTitle')}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('print.signInText')}
          </Text>
          <Group grow>
            <TextInput label={t('print.chair')} maxLength={60} value={chair} onChange={(event) => setChair(event.currentTarget.value)} />
            <TextInput
              label={t('print.recorder')}
              maxLength={60}
              value={recorder}
              onChange={(event) => setRecorder(event.currentTarget.value)}
            />
          </Group>
          <TagsInput
            label={t('print.guests')}
            description={t('print.guestsText')}
            maxLength={60}
            maxTags={200}
            splitChars={[',', '，', '、', ';', '；']}
            acceptValueOnBlur
            value={guests}
            onChange={setGuests}
          />
          <NumberInput
            label={t('print.blankRows')}
            min={0}
            max={100}
            allowDecimal={false}
            value={blankRows}
            onChange={(next) => setBlankRows(Math.min(100, Math.max(0, Number(next) || 0)))}
          />
          <Group justify="flex-end" gap="xs">
            {formats.map((format) => (
              <Button
                key={format}
                variant={format === 'pdf' ? 'filled' : 'default'}
                loading={running}
                onClick={() =>
                  void print({ paper: 'signIn', format, guests, blankRows, chair, recorder }).then((isDone) => {
                    if (isDone) setAsked(false);
                  })
                }
              >
                {t(`print.as.${format}`)}
              </Button>
            ))}
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
