import { MultiSelect, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocxMapping, DocxRow, DocxTableRow } from '../../../db/domain/form/docxForm';
import { renamed, type FormCode, type FormList, type FormValue } from '../../../db/domain/form/form';
import { riskLevels } from '../../../db/domain/risk/scale';
import { call, useApi, type Data } from '../../api';
import { Findings } from '../../components/Findings';
import { Refused } from '../../components/Refused';
import { DocxSheet, type DocxMarks } from '../../components/paper/DocxSheet';
import classes from './Form.module.css';
import { PlaceValue } from './PlaceValue';
import { useKept, useWork, type FormState } from './useWork';
import { fieldsFor, fieldTitle } from './work';
import { WorkHead, type View, type WorkProps } from './WorkHead';

type Read = Data<'form.readDocx'>;

/** A Word form: what goes where in it, and how it looks filled with what the paper says today. */
export function DocxEditor({ id, ...props }: WorkProps & { id: string }) {
  const read = useApi('form.readDocx', { id }, { subjects: ['authorityForm'] });
  const [kept, settle] = useKept<DocxMapping>(id);
  if (read.isError) return <Refused failure={read.error.failure} onRetry={() => void read.refetch()} />;
  if (!read.data || kept === undefined) return null;
  return <Editor key={`${id} ${read.data.form.revision}`} read={read.data} kept={kept} onSaved={settle} {...props} />;
}

/** Typing rests this long before the preview is drawn anew. */
const pause = 400;

interface EditorProps extends WorkProps {
  read: Read;
  kept: FormState<DocxMapping> | null;
  onSaved: () => void;
}

function Editor({ read, kept, onSaved, ...props }: EditorProps) {
  const { t } = useTranslation(['formDocx', 'form']);
  const work = useWork(read, kept, onSaved);
  const { form, state } = work;
  const { mapping } = state;
  const { parts, blanks } = read;
  const [chosen, setChosen] = useState<string | null>(null);
  const [view, setView] = useState<View>('map');
  const [settled] = useDebouncedValue(state, pause);
  const preview = useApi('form.previewDocx', { id: form.id, code: settled.code, mapping: settled.mapping }, { keep: true });
  const fields = preview.data?.fields ?? read.fields;
  const findings = preview.data?.findings ?? read.findings;
  const blank = blanks.find(({ place }) => place === chosen);
  const change = (next: DocxMapping) => work.change({ mapping: next });
  const propose = async (code: FormCode) => {
    const reply = await call('form.proposeDocx', { id: form.id, code });
    if (reply.ok) work.change({ code, mapping: reply.data });
  };
  const rowOf = (place: string) => mapping.rows.find((row) => place.startsWith(`${row.place}/`));
  const marks = useMarks({ ...read, fields }, mapping, findings, chosen, setChosen, change);
  const filled = preview.data?.parts ?? null;
  const isFilled = view === 'preview' && filled !== null;
  return (
    <>
      <WorkHead work={work} view={view} onView={setView} onPropose={(code) => void propose(code)} {...props} />
      <div className={classes.page}>
        <div className={classes.main}>
          <div className={classes.tools}>
            <Text size="xs" c="dimmed">
              {view === 'preview' && !isFilled
                ? t('editor.nothing')
                : t('editor.done', { done: mapping.places.length, all: blanks.length })}
            </Text>
          </div>
          <DocxSheet
            parts={isFilled ? filled : parts}
            marks={isFilled ? null : marks}
            label={t(isFilled ? 'editor.filled' : 'editor.form')}
          />
        </div>
        <aside className={classes.side} aria-label={t('form:side')}>
          {findings.length > 0 && (
            <section aria-label={t('editor.findings')}>
              <h3 className={classes.group}>{t('editor.findings')}</h3>
              <Findings findings={findings} />
            </section>
          )}
          <PlaceValue
            key={blank?.place ?? ''}
            title={blank === undefined ? null : t('editor.placeOf', { label: blank.label === '' ? t('editor.unnamed') : blank.label })}
            value={blank && mapping.places.find(({ place }) => place === blank.place)?.value}
            fields={fieldsFor(fields, (blank && rowOf(blank.place)?.list) ?? null)}
            values={preview.data?.values ?? {}}
            onChange={(value) => blank && change(withValue(mapping, blank, value))}
          >
            {blank === undefined && <p className={classes.none}>{t('editor.choose')}</p>}
          </PlaceValue>
          {mapping.rows.map((row) => (
            <RowFields
              key={row.place}
              row={row}
              lists={fields.lists.map(({ list }) => list)}
              onChange={(next) => change({ ...mapping, rows: mapping.rows.map((one) => (one.place === row.place ? next : one)) })}
            />
          ))}
        </aside>
      </div>
    </>
  );
}

/** The mapping with another value in a blank; an empty text takes the place away. */
function withValue(mapping: DocxMapping, { place, kind, label }: Read['blanks'][number], value: FormValue): DocxMapping {
  const others = mapping.places.filter((one) => one.place !== place);
  return { ...mapping, places: value.text === '' ? others : [...others, { place, kind, label, value }] };
}

function useMarks(
  { blanks, fields }: Read,
  mapping: DocxMapping,
  findings: Read['findings'],
  chosen: string | null,
  onChoose: (place: string) => void,
  change: (mapping: DocxMapping) => void,
): DocxMarks {
  const { t } = useTranslation(['formDocx', 'term']);
  const said = useMemo(() => new Map(mapping.places.map(({ place, value }) => [place, value.text])), [mapping.places]);
  const known = useMemo(() => new Map(blanks.map((blank) => [blank.place, blank])), [blanks]);
  const noted = useMemo(() => new Set(findings.map(({ field }) => field)), [findings]);
  const keys = new Set([...fields.head, ...fields.lists.flatMap((one) => one.fields)].map(({ key }) => key));
  const spoken = (text: string) => renamed(text, (key) => (keys.has(key) ? fieldTitle(t, key) : undefined));
  return {
    labelOf: (place) => {
      const { label = '', kind = 'cell' } = known.get(place) ?? {};
      const text = said.get(place);
      const name = t(`kind.${kind}`, { label: label === '' ? t('editor.unnamed') : label });
      return text === undefined ? name : t('editor.filledBy', { name, text: spoken(text) });
    },
    saidIn: (place) => {
      const text = said.get(place);
      return text === undefined ? undefined : spoken(text);
    },
    isNoted: (place) => noted.has(place),
    chosen,
    onChoose,
    isRepeated: (row) => mapping.rows.some(({ place }) => place === row),
    onRepeat: (row, repeated) => change(withRow(mapping, row, fields.lists[0]?.list ?? 'risks', repeated)),
  };
}

function withRow(mapping: DocxMapping, { place, label }: DocxTableRow, list: FormList, repeated: boolean): DocxMapping {
  const others = mapping.rows.filter((row) => row.place !== place);
  return { ...mapping, rows: repeated ? [...others, { place, label, list, levels: [], none: '' }] : others };
}

/** What a repeated row stands for. */
function RowFields({ row, lists, onChange }: { row: DocxRow; lists: readonly FormList[]; onChange: (row: DocxRow) => void }) {
  const { t } = useTranslation(['formDocx', 'term']);
  return (
    <section aria-label={t('row.title', { label: row.label })}>
      <h3 className={classes.group}>{t('row.title', { label: row.label })}</h3>
      <Select
        size="xs"
        label={t('row.list')}
        value={row.list}
        data={lists.map((list) => ({ value: list, label: t(`term:formList.${list}`) }))}
        allowDeselect={false}
        onChange={(list) => onChange({ ...row, list: list as FormList, levels: list === 'risks' ? row.levels : [] })}
      />
      {row.list === 'risks' && (
        <MultiSelect
          size="xs"
          label={t('row.levels')}
          placeholder={row.levels.length === 0 ? t('row.allLevels') : ''}
          value={row.levels}
          data={riskLevels.map((level) => ({ value: level, label: t(`term:riskLevel.${level}`) }))}
          onChange={(levels) => onChange({ ...row, levels: levels as DocxRow['levels'] })}
        />
      )}
      <TextInput
        size="xs"
        label={t('row.none')}
        value={row.none}
        onChange={(event) => onChange({ ...row, none: event.currentTarget.value })}
      />
    </section>
  );
}
