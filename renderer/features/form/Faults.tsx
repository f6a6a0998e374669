import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { speak } from '../../components/speak';
import classes from './Form.module.css';
import type { Finding, Place } from './work';

interface FaultsProps {
  findings: readonly Finding[];
  onJump: (sheet: string, cell: Omit<Place, 'sheet'> | null) => void;
}

/** What keeps the form from being filled, and what should be looked at; a click goes to the place. */
export function Faults({ findings, onJump }: FaultsProps) {
  const { t } = useTranslation('form');
  if (findings.length === 0) return null;
  return (
    <section className={classes.faults} aria-label={t('faults')}>
      {findings.map(({ key, sheet, cell, expected, found, advice }) => (
        <UnstyledButton key={`${key} ${sheet} ${cell} ${found}`} data-advice={advice} onClick={() => onJump(sheet, placeOf(cell))}>
          {speak(t, `rule:form.${key}`, { form: sheet, cell, expected, found })}
        </UnstyledButton>
      ))}
    </section>
  );
}

function placeOf(cell: string): Omit<Place, 'sheet'> | null {
  const [, letters = '', row = ''] = /^([A-Z]{1,3})(\d+)$/.exec(cell) ?? [];
  if (letters === '') return null;
  return { row: Number(row) - 1, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}
