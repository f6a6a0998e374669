import { useTranslation } from 'react-i18next';
import { showSaved, useTask } from './api';

/** Gives imported workbooks back as they were, with what the register says now: of one import, or of all. */
export function useAsImported() {
  const { t } = useTranslation('component');
  const task = useTask('intake.asImported', { title: t('asImported.task') });
  return {
    label: t('asImported.verb'),
    hint: t('asImported.hint'),
    running: task.running,
    run: async (runId?: string) => {
      const reply = await task.run({ ...(runId !== undefined && { runId }), folder: '' });
      const [file] = reply.ok ? reply.data.files : [];
      if (reply.ok && file !== undefined) showSaved(t('asImported.done', { count: reply.data.files.length, file }), file);
    },
  };
}
