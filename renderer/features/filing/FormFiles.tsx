import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { showSaved, useTask } from '../../api';
import { Needs } from '../../components/Needs';
import { showFailure } from '../../notice';
import { go } from '../../place';
import type { Issued } from './papers';
import { useFormsOf } from './useFormsOf';

/** An issued paper in the forms that authorities gave; what was filled once is kept and stays the same. */
export function FormFiles({ filing: { id, code, number } }: { filing: Issued }) {
  const { t } = useTranslation('filing');
  const forms = useFormsOf(code);
  const render = useTask('filing.renderForm', { title: t('files.task', { number }), quiet: true });
  const save = async (formId: string) => {
    const reply = await render.run({ id, formId, file: '' });
    if (!reply.ok) {
      // Its own page says where it does not fit.
      showFailure(reply.error);
      if (reply.error.key === 'formBroken') go(`/form/${formId}`);
    } else if (reply.data.file !== null) showSaved(t('saved', { file: reply.data.file }), reply.data.file);
  };
  if (forms.length === 0) return null;
  return (
    <Group gap={6}>
      {forms.map((form) => (
        <Needs key={form.id} needs="filing.renderForm">
          <Button
            size="compact-xs"
            variant="default"
            maw="100%"
            title={form.name}
            disabled={render.running}
            onClick={() => void save(form.id)}
          >
            {t('form.saveAs', { name: form.name })}
          </Button>
        </Needs>
      ))}
    </Group>
  );
}
