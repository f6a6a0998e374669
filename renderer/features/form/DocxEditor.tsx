import { Button, Group, MultiSelect, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocxMapping, DocxRow, DocxTableRow } from '../../../db/domain/form/docxForm';
import { renamed, type FormList, type FormValue } from '../../../db/domain/form/form';
import { riskLevels } from '../../../db/domain/risk/scale';
import { useApi, useCommand, type Data } from '../../api';
import { Findings } from '../../components/Findings';
import { Refused } from '../../components/Refused';
import { remember, remembered } from '../../preference';
import classes from './DocxEditor.module.css';
import { DocxSheet, type DocxMarks } from './DocxSheet';
import { DocxValue, type OfferedField } from './DocxValue';
import { useFieldTitle } from './fieldTitle';

type Read = Data<'form.readDocx'>;

/** A Word form of an authority: what goes where in it, and how it looks when it is filled. */
export function DocxEditor({ id }: { id: string }) {
  const read = useApi('form.readDocx', { id }, { subjects: ['authorityForm'] });
  const [kept, setKept] = useState<{ mapping: DocxMapping | null } | null>(null);
  useEffect(() => {
    void remembered(draftKey(id)).then((mapping) => setKept({ mapping: (mapping ?? null) as DocxMapping | null }));
  }, [id]);
  if (read.isError) return <Refused failure={read.error.failure} onRetry={() => void read.refetch()} />;
  if (!read.data || kept === null) return null;
  const settled = () => setKept({ mapping: null });
  return <Editor key={`${id} ${read.data.form.revision}`} read={read.data} kept={kept.mapping} onSettled={settled} />;
}

/** What was chosen and not saved yet outlives the window. */
const draftKey = (id: string): string => `draft.form.${id}`;

/** Typing rests this long before the preview is drawn anew. */
const pause = 400;

function Editor({ read, kept, onSettled }: { read: Read; kept: DocxMapping | null; onSettled: () => void }) {
  const { t } = useTranslation('formDocx');
  const { form, parts, blanks } = read;
  const [mapping, setMapping] = useState(kept ?? read.mapping);
  const [chosen, setChosen] = useState<string | null>(null);
  const [view, setView] = useState<'form' | 'filled'>('form');
  const save = useCommand('form.save', { done: t('editor.saved') });
  const [settled] = useDebouncedValue(mapping, pause);
  const preview = useApi('form.previewDocx', { id: form.id, code: form.code, mapping: settled }, { keep: true });
  const change = (next: DocxMapping) => {
    setMapping(next);
    remember(draftKey(form.id), next === read.mapping ? null : next);
  };
  const values = preview.data?.values ?? {};
  const findings = preview.data?.findings ?? read.findings;
  const blank = blanks.find(({ place }) => place === chosen);
  const rowOf = (place: string) => mapping.rows.find((row) => place.startsWith(`${row.place}/`));
  const store = async () => {
    const { name, code, authorityId } = form;
    const reply = await save.run({ id: form.id, revision: form.revision, draft: { name, code, authorityId }, mapping });
    if (!reply.ok) return;
    remember(draftKey(form.id), null);
    onSettled();
  };
  const marks = useMarks(read, mapping, findings, chosen, setChosen, change);
  const filled = preview.data?.parts ?? null;
  return (
    <div className={classes.panes}>
      <div className={classes.middle}>
        <Group justify="space-between" gap="xs" className={classes.head}>
          <SegmentedControl
            size="xs"
            aria-label={t('editor.view')}
            value={view}
            onChange={(next) => setView(next as typeof view)}
            data={[
              { value: 'form', label: t('editor.form') },
              { value: 'filled', label: t('editor.filled'), disabled: filled === null },
            ]}
          />
          <Group gap="xs">
            <Text size="xs">{t('editor.done', { done: mapping.places.length, all: blanks.length })}</Text>
            {mapping !== read.mapping && (
              <Button size="xs" variant="default" onClick={() => change(read.mapping)}>
                {t('editor.discard')}
              </Button>
            )}
            <Button size="xs" onClick={() => void store()} loading={save.pending} disabled={mapping === read.mapping}>
              {t('editor.save')}
            </Button>
          </Group>
        </Group>
        <DocxSheet
          parts={view === 'filled' && filled !== null ? filled : parts}
          marks={view === 'filled' && filled !== null ? null : marks}
          label={view === 'filled' ? t('editor.filled') : t('editor.form')}
        />
      </div>
      <aside className={classes.right}>
        {findings.length > 0 && (
          <section aria-label={t('editor.findings')}>
            <h2>{t('editor.findings')}</h2>
            <Findings findings={findings} />
          </section>
        )}
        {blank === undefined ? (
          <Text size="sm">{t('editor.choose')}</Text>
        ) : (
          <section aria-label={t('editor.place')}>
            <h2>{t('editor.placeOf', { label: blank.label === '' ? t('editor.unnamed') : blank.label })}</h2>
            <DocxValue
              key={blank.place}
              fields={offered(read, rowOf(blank.place)?.list ?? null, values)}
              value={mapping.places.find(({ place }) => place === blank.place)?.value}
              onChange={(value) => change(withValue(mapping, blank, value))}
            />
          </section>
        )}
        {mapping.rows.map((row) => (
          <RowFields
            key={row.place}
            row={row}
            lists={read.fields.lists.map(({ list }) => list)}
            onChange={(next) => change({ ...mapping, rows: mapping.rows.map((one) => (one.place === row.place ? next : one)) })}
          />
        ))}
      </aside>
    </div>
  );
}

function withValue(mapping: DocxMapping, { place, kind, label }: Read['blanks'][number], value: FormValue | undefined): DocxMapping {
  const others = mapping.places.filter((one) => one.place !== place);
  return { ...mapping, places: value === undefined ? others : [...others, { place, kind, label, value }] };
}

/** Fields that may stand in a place: in a repeated row those of its records, then those of the paper. */
function offered({ fields }: Read, list: FormList | null, values: Readonly<Record<string, string>>): OfferedField[] {
  const lines = fields.lists.find((one) => one.list === list)?.fields ?? [];
  const own = lines.map(({ key, kind }) => ({ key, kind, today: values[`${list}.${key}`] ?? '' }));
  const known = new Set(own.map(({ key }) => key));
  const head = fields.head.filter(({ key }) => !known.has(key)).map(({ key, kind }) => ({ key, kind, today: values[key] ?? '' }));
  return [...own, ...head];
}

function useMarks(
  { blanks, fields }: Read,
  mapping: DocxMapping,
  findings: Read['findings'],
  chosen: string | null,
  onChoose: (place: string) => void,
  change: (mapping: DocxMapping) => void,
): DocxMarks {
  const { t } = useTranslation('formDocx');
  const title = useFieldTitle();
  const said = useMemo(() => new Map(mapping.places.map(({ place, value }) => [place, value.text])), [mapping.places]);
  const known = useMemo(() => new Map(blanks.map((blank) => [blank.place, blank])), [blanks]);
  const noted = useMemo(() => new Set(findings.map(({ field }) => field)), [findings]);
  const keys = new Set([...fields.head, ...fields.lists.flatMap((one) => one.fields)].map(({ key }) => key));
  return {
    labelOf: (place) => {
      const { label = '', kind = 'cell' } = known.get(place) ?? {};
      const text = said.get(place);
      const name = t(`kind.${kind}`, { label: label === '' ? t('editor.unnamed') : label });
      return text === undefined ? name : t('editor.filledBy', { name, text: spoken(text, keys, title) });
    },
    saidIn: (place) => {
      const text = said.get(place);
      return text === undefined ? undefined : spoken(text, keys, title);
    },
    isNoted: (place) => noted.has(place),
    chosen,
    onChoose,
    isRepeated: (row) => mapping.rows.some(({ place }) => place === row),
    onRepeat: (row, repeated) => change(withRow(mapping, row, fields.lists[0]?.list ?? 'risks', repeated)),
  };
}

const spoken = (text: string, keys: ReadonlySet<string>, title: (key: string) => string): string =>
  renamed(text, (key) => (keys.has(key) ? title(key) : undefined));

function withRow(mapping: DocxMapping, { place, label }: DocxTableRow, list: FormList, repeated: boolean): DocxMapping {
  const others = mapping.rows.filter((row) => row.place !== place);
  return { ...mapping, rows: repeated ? [...others, { place, label, list, levels: [], none: '' }] : others };
}

/** What a repeated row stands for. */
function RowFields({ row, lists, onChange }: { row: DocxRow; lists: readonly FormList[]; onChange: (row: DocxRow) => void }) {
  const { t } = useTranslation(['formDocx', 'term']);
  return (
    <section aria-label={t('row.title', { label: row.label })}>
      <h2>{t('row.title', { label: row.label })}</h2>
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
