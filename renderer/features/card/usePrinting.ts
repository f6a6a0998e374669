import { useTranslation } from 'react-i18next';
import { showSaved, useTask } from '../../api';
import { go } from '../../place';
import { paperDraftKey, remember } from '../../preference';
import type { CardSelection } from './card';

/** Cards as a draft at once, or issued on the page of F33, which numbers them and keeps what was hung up. */
export function usePrinting() {
  const { t } = useTranslation('card');
  const task = useTask('filing.renderDraft', { title: t('print.task') });
  return {
    running: task.running,
    findings: task.failure?.findings ?? [],
    draft: async (selection: CardSelection): Promise<void> => {
      const request = { code: 'F33', compiledOn: null, selection } as const;
      const reply = await task.run({ request, format: 'pdf', file: '' });
      if (reply.ok && reply.data.file !== null) showSaved(t('print.saved', { file: reply.data.file }), reply.data.file);
    },
    issue: (selection: CardSelection): void => {
      remember(paperDraftKey('F33'), { selection: JSON.stringify(selection) });
      go('/filing/F33');
    },
  };
}
