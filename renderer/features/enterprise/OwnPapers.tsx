import { ActionIcon, Button, TextInput, VisuallyHidden } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OwnPaper } from '../../../db/domain/enterprise/enterprise';
import { DayInput } from '../../components/DayInput';
import classes from './Enterprise.module.css';
import type { Profile } from './profile';

/** 本单位文件 that assessments rest on: title, number, day of issue. */
export function OwnPapers({ form }: { form: UseFormReturnType<Profile> }) {
  const { t } = useTranslation('enterprise');
  const { ownPapers } = form.getValues();
  const set = (papers: OwnPaper[]) => form.setFieldValue('ownPapers', papers);
  const change = (at: number, patch: Partial<OwnPaper>) =>
    set(ownPapers.map((paper, index) => (index === at ? { ...paper, ...patch } : paper)));
  return (
    <div>
      {ownPapers.length > 0 && (
        <table className={classes.papers} aria-label={t('ownPapers.title')}>
          <thead>
            <tr>
              <th scope="col">{t('ownPapers.name')}</th>
              <th scope="col">{t('ownPapers.number')}</th>
              <th scope="col">{t('ownPapers.on')}</th>
              <th scope="col">
                <VisuallyHidden>{t('ownPapers.remove')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {ownPapers.map((paper, at) => (
              // eslint-disable-next-line react/no-array-index-key -- papers have no id; a row is its place
              <tr key={at}>
                <td>
                  <TextInput
                    size="xs"
                    aria-label={t('ownPapers.nameOf', { row: at + 1 })}
                    placeholder={t('ownPapers.example')}
                    maxLength={200}
                    value={paper.title}
                    onChange={(event) => change(at, { title: event.currentTarget.value })}
                  />
                </td>
                <td>
                  <TextInput
                    size="xs"
                    aria-label={t('ownPapers.numberOf', { row: at + 1 })}
                    maxLength={100}
                    value={paper.number}
                    onChange={(event) => change(at, { number: event.currentTarget.value })}
                  />
                </td>
                <td>
                  <DayInput
                    size="xs"
                    aria-label={t('ownPapers.onOf', { row: at + 1 })}
                    value={paper.on}
                    onChange={(on) => change(at, { on })}
                  />
                </td>
                <td>
                  <ActionIcon
                    aria-label={t('ownPapers.removeOne', { name: paper.title || at + 1 })}
                    onClick={() => set(ownPapers.filter((_, index) => index !== at))}
                  >
                    <IconTrash size={15} />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={ownPapers.length >= 100}
        onClick={() => set([...ownPapers, { title: '', number: '', on: null }])}
      >
        {t('ownPapers.add')}
      </Button>
      <small className={classes.quiet}> {t('ownPapers.text')}</small>
    </div>
  );
}
