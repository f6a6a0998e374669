import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShortcutGroup } from './components/Shortcuts';
import { speak } from './components/speak';

const keys = {
  everywhere: { search: 'Ctrl K', undo: 'Ctrl Z', redo: 'Ctrl Y', lock: 'Ctrl L', help: 'F1' },
  form: { save: 'Ctrl S', next: 'Ctrl Enter', basis: 'F1', close: 'Esc' },
  list: {
    move: '↑ ↓ ← →',
    ends: 'Home End',
    pages: 'PageUp PageDown',
    mark: 'Shift ↑ ↓ ← →',
    open: 'Enter',
    edit: 'F2',
    pick: 'Space',
    pickAll: 'Ctrl A',
    copy: 'Ctrl C',
    paste: 'Ctrl V',
    fill: 'Ctrl D',
    today: 'Ctrl ;',
    clear: 'Esc',
  },
} as const;

/** What the sheet of F1 lists. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  const { t } = useTranslation('app');
  return useMemo(
    () =>
      Object.entries(keys).map(([group, entries]) => ({
        title: speak(t, `shortcut.${group}.title`),
        entries: Object.entries(entries).map(([name, pressed]) => [pressed, speak(t, `shortcut.${group}.${name}`)] as const),
      })),
    [t],
  );
}
