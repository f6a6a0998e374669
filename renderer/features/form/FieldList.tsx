import { TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormList } from '../../../db/domain/form/form';
import classes from './Form.module.css';
import { fieldTitle, type FormField } from './work';

interface FieldListProps {
  groups: readonly { list: FormList | null; fields: readonly FormField[] }[];
  /** Today's value of each field; those of a list by `list.key`. */
  values: Readonly<Record<string, string>>;
  /** Absent while no place is chosen. */
  onPick: ((key: string) => void) | undefined;
}

/** The fields that a form may ask for, with what they say today. */
export function FieldList({ groups, values, onPick }: FieldListProps) {
  const { t } = useTranslation(['form', 'term']);
  const [wanted, setWanted] = useState('');
  return (
    <section aria-label={t('fields.title')}>
      <TextInput
        size="xs"
        mb={4}
        placeholder={t('fields.search')}
        aria-label={t('fields.search')}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <div className={classes.list}>
        {groups.map(({ list, fields }) => {
          const found = fields.filter(({ key }) => fieldTitle(t, key).toLowerCase().includes(wanted.trim().toLowerCase()));
          return (
            found.length > 0 && (
              <div key={list ?? ''}>
                <h3 className={classes.group}>{list === null ? t('fields.head') : t(`term:formList.${list}`)}</h3>
                <ul className={classes.fields}>
                  {found.map(({ key }) => {
                    const value = values[list === null ? key : `${list}.${key}`] ?? '';
                    return (
                      <li key={key}>
                        <UnstyledButton
                          disabled={!onPick}
                          onMouseDown={(event) => event.preventDefault()}
                          onClick={() => onPick?.(key)}
                          title={value}
                        >
                          <span>{fieldTitle(t, key)}</span>
                          <span>{value}</span>
                        </UnstyledButton>
                      </li>
                    );
                  })}
                </ul>
              </div>
            )
          );
        })}
      </div>
    </section>
  );
}
