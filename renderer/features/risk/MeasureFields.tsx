import { Button, Text } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { measureKinds, type MeasureKind } from '../../../db/domain/risk/risk';
import { FieldGroup, LongField } from '../../components/form/fields';
import type { RiskFormState } from './RiskForm';
import classes from './RiskForm.module.css';

/** The five kinds of measures, and those of a sheet with one column until a person splits them. */
export function MeasureFields({ form }: { form: RiskFormState }) {
  const { t } = useTranslation(['risk', 'term']);
  const { measures } = form.getValues();
  const unsplit = useRef<HTMLDivElement>(null);
  const isUnsplit = measures !== '' || form.getInitialValues().measures !== '';

  /** Moves what is marked, or the line of the cursor, out of the unsplit text. */
  const move = (kind: MeasureKind) => {
    const area = unsplit.current?.querySelector('textarea');
    if (!area) return;
    const { rest, taken } = takeOut(measures, area.selectionStart, area.selectionEnd);
    if (taken === '') return;
    const values = form.getValues();
    form.setValues({ measures: rest, [kind]: values[kind] === '' ? taken : `${values[kind]}\n${taken}` });
  };
  return (
    <FieldGroup title={t('form.group.measures')}>
      {isUnsplit && (
        <div ref={unsplit}>
          <LongField name="measures" label={t('term:field.measures')} max={16000} minRows={3} />
          {measures !== '' && (
            <>
              <Text size="xs" c="dimmed" mt={4}>
                {t('split.text')}
              </Text>
              <div className={classes.split}>
                {measureKinds.map((kind) => (
                  <Button
                    key={kind}
                    size="compact-xs"
                    variant="default"
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => move(kind)}
                  >
                    {t('split.to', { kind: t(`split.${kind}`) })}
                  </Button>
                ))}
              </div>
            </>
          )}
        </div>
      )}
      {measureKinds.map((kind) => (
        <LongField
          key={kind}
          name={kind}
          label={t(`term:measure.${kind}`)}
          max={8000}
          minRows={1}
          basis={{ law: t(`basis.${kind}.law`), example: t(`basis.${kind}.example`) }}
        />
      ))}
      <LongField name="proposed" label={t('term:field.proposed')} max={2000} minRows={1} />
    </FieldGroup>
  );
}

/** Text without the marked part (or, where nothing is marked, without the sentence at the cursor), and that part. */
export function takeOut(text: string, from: number, to: number): { rest: string; taken: string } {
  const [start, end] = from === to ? sentenceAt(text, from) : [from, to];
  const taken = text.slice(start, end).trim();
  const rest = `${text.slice(0, start)}${text.slice(end)}`.replace(/\n{2,}/g, '\n').trim();
  return { rest, taken };
}

function sentenceAt(text: string, at: number): [number, number] {
  const isEnd = (sign: string | undefined) => sign === '\n' || sign === '。' || sign === '；' || sign === ';';
  let start = Math.min(at, text.length);
  if (start === text.length && start > 0) start -= 1;
  while (start > 0 && !isEnd(text[start - 1])) start -= 1;
  let end = Math.max(start, Math.min(at, text.length));
  while (end < text.length && !isEnd(text[end])) end += 1;
  return [start, Math.min(text.length, end + 1)];
}
