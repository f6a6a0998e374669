import { Input, Select, Text, type OptionsFilter } from '@mantine/core';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { FactorName } from '../../../db/domain/risk/assessment';
import { useFieldFindings, useFormScene } from '../../components/form/context';
import { Steady } from '../../components/form/Steady';
import { Findings } from '../../components/Findings';
import { loadPinyin, matching } from '../../components/pinyin';
import classes from './RiskForm.module.css';

interface FactorFieldProps {
  /** Name of the value in the form; a path where it belongs to another assessment. */
  name: FactorName | `assessments.${number}.${FactorName}`;
  label: string;
  /** Values and sentences of the catalogue. */
  factors: readonly { value: number; text: string }[];
}

const plain = (text: string): string => text.normalize('NFKC').trim();

/** By the value, the one that is exactly meant first (1 before 10); or by words of the sentence. */
const findFactor: OptionsFilter = (given) => {
  const wanted = plain(given.search);
  if (!/^[\d.]+$/.test(wanted)) return matching(given);
  const found = given.options.filter((option) => 'value' in option && option.value.startsWith(wanted));
  return found.sort((a, b) => ('value' in a && 'value' in b ? a.value.length - b.value.length : 0));
};

/** One factor, chosen by its sentence; or its value is typed, as in a cell of a sheet. */
export function FactorField({ name, label, factors }: FactorFieldProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { form, readOnly } = useFormScene();
  const [typed, setTyped] = useState('');
  const value = form.getInputProps(name).value as number | null;
  const chosen = factors.find((factor) => factor.value === value);
  const own = useFieldFindings(name);
  const data = factors.map((factor) => ({ value: String(factor.value), label: `${factor.value}　${factor.text}` }));
  const take = () => {
    const words = plain(typed);
    if (/^[\d.]+$/.test(words) && factors.some((factor) => factor.value === Number(words))) form.setFieldValue(name, Number(words));
  };
  return (
    <div>
      <Steady>
        <Select
          label={label}
          placeholder={t('form.chooseFactor')}
          size="sm"
          searchable
          filter={findFactor}
          selectFirstOptionOnChange
          onFocus={() => void loadPinyin()}
          onBlurCapture={take}
          // Keys that save a form save what stands in this field, too, and what follows from it.
          onKeyDown={(event) => {
            if ((event.ctrlKey || event.metaKey) && (event.key === 'Enter' || event.key.toLowerCase() === 's')) flushSync(take);
          }}
          searchValue={typed}
          onSearchChange={setTyped}
          // The one that was chosen already may be chosen again: what was typed on the way is not the value.
          onOptionSubmit={(picked) => setTyped(data.find((option) => option.value === picked)?.label ?? '')}
          withAsterisk
          disabled={readOnly}
          maxDropdownHeight={340}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          data={data}
          value={value === null ? null : String(value)}
          onChange={(next) => form.setFieldValue(name, next === null ? null : Number(next))}
          error={form.errors[name] ?? own.some(({ kind }) => kind === 'arithmetic')}
          nothingFoundMessage={t('form.noFactor')}
          renderOption={({ option }) => {
            const [number, ...sentence] = option.label.split('　');
            return (
              <span className={classes.factor}>
                <b>{number}</b>
                <span>{sentence.join('')}</span>
              </span>
            );
          }}
        />
      </Steady>
      {chosen && chosen.text.length > 24 && <Input.Description mt={4}>{chosen.text}</Input.Description>}
      {value !== null && !chosen && (
        <Text size="xs" c="var(--text-attention)" mt={4}>
          {t('cell.factor', { value })}
        </Text>
      )}
      <Findings findings={own} />
    </div>
  );
}
