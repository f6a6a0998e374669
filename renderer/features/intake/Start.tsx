import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconFileSpreadsheet, IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call, showSaved, useTask, type Failure } from '../../api';
import { failureText } from '../../components/failureText';
import { PageHead } from '../../components/PageHead';
import { showFailure } from '../../notice';
import classes from './Intake.module.css';
import { Runs } from './Runs';
import { fileName, forgetUnfinished, subjects, useUnfinished, type Subject, type Work } from './work';

interface StartProps {
  subject: Subject;
  onSubject: (subject: Subject) => void;
  onTake: (paths: readonly string[]) => void;
  /** Goes on with an import that was left half-way. */
  onTakeUp: (work: Pick<Work, 'files' | 'pasted'> & Partial<Work>) => void;
  failure: Failure | undefined;
}

/** Opens the system's dialog for workbooks. */
export async function chooseFiles(): Promise<readonly string[]> {
  const reply = await call('intake.chooseFiles', {});
  if (reply.ok) return reply.data.files;
  showFailure(reply.error);
  return [];
}

/** Where an import begins: what it is about, the files, what was imported before. */
export function Start({ subject, onSubject, onTake, onTakeUp, failure }: StartProps) {
  const { t } = useTranslation('import');
  const unfinished = useUnfinished();
  const template = useTask('intake.template', { title: t('template') });
  const saveTemplate = async () => {
    const reply = await template.run({ subject, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('saved', { file: reply.data.file }), reply.data.file);
  };
  return (
    <>
      <PageHead title={t('title')} />
      <div className={classes.start}>
        {failure && (
          <Alert color="wine" variant="light" icon={<IconAlertTriangle size={18} />} role="alert">
            {failureText(t, failure)}
          </Alert>
        )}
        {unfinished && (
          <Alert color="violet" variant="light" p="xs" icon={<IconHistory size={18} />}>
            <Group justify="space-between" gap="xs">
              <Text size="sm">
                {t('unfinished.text', {
                  files: unfinished.files.length === 0 ? t('pasted') : unfinished.files.map(fileName).join(t('comma')),
                })}
              </Text>
              <Group gap="xs">
                <Button size="compact-sm" variant="default" onClick={forgetUnfinished}>
                  {t('unfinished.drop')}
                </Button>
                <Button size="compact-sm" onClick={() => onTakeUp({ ...unfinished, pasted: unfinished.pasted ?? '' })}>
                  {t('unfinished.takeUp')}
                </Button>
              </Group>
            </Group>
          </Alert>
        )}
        <Group gap="sm">
          <Text fw={600} id="intake-subject">
            {t('subject.label')}
          </Text>
          <SegmentedControl
            aria-labelledby="intake-subject"
            value={subject}
            onChange={(value) => onSubject(value as Subject)}
            data={subjects.map((value) => ({ value, label: t(`subject.${value}`) }))}
          />
        </Group>
        <section className={classes.drop} aria-label={t('files')}>
          <IconFileSpreadsheet size={44} stroke={1.3} aria-hidden />
          <Text fw={600} size="lg">
            {t('drop')}
          </Text>
          <Text size="sm" c="dimmed" ta="center">
            {t('dropText')}
          </Text>
          <Group gap="xs" justify="center">
            <Button size="sm" onClick={() => void chooseFiles().then(onTake)}>
              {t('choose')}
            </Button>
            <Button
              size="sm"
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              loading={template.running}
              onClick={() => void saveTemplate()}
            >
              {t('template')}
            </Button>
          </Group>
          <Text size="sm" c="dimmed" ta="center" maw="38rem">
            {t(`promise.${subject}`)}
          </Text>
        </section>
        <Runs />
      </div>
    </>
  );
}
