import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clauseOf } from '../../../db/domain/risk/assessmentDirect';
import { terms, type TermKind } from '../../../db/domain/term';
import type { RiskLevel } from '../../../db/domain/risk/scale';
import { useApi, type Data } from '../../api';
import { useChoices, type Choices } from '../../choices';
import { LevelBadge } from '../../components/LevelBadge';
import { speak } from '../../components/speak';
import { accidentWords, useDepartments, type DepartmentChoice } from './choices';
import { localTime } from './columns';
import classes from './RiskForm.module.css';

type Change = Data<'history.record'>[number];

interface RiskHistoryProps {
  id: string;
  levelChanges: RiskRecordData['levelChanges'];
}
type RiskRecordData = Data<'risk.get'>;

/** Who changed what and when, field by field, and every change of level with its reason. */
export function RiskHistory({ id, levelChanges }: RiskHistoryProps) {
  const { t } = useTranslation(['risk', 'term']);
  const [limit, setLimit] = useState(30);
  const { data: changes = [] } = useApi('history.record', { id, limit }, { subjects: ['risk', 'riskOwner'], keep: true });
  const { tree } = useDepartments();
  const choices = useChoices();
  const pointIds = [...new Set(changes.flatMap(({ before, after }) => [before?.['riskPointId'], after?.['riskPointId']]))].filter(
    (point) => typeof point === 'string',
  );
  const { data: points } = useApi('riskPoint.names', { ids: pointIds }, { subjects: ['riskPoint'], enabled: pointIds.length > 1 });
  return (
    <Stack gap="md" p="md">
      {levelChanges.length > 0 && (
        <section>
          <Text component="h3" fw={600} size="sm" mb="xs" mt={0}>
            {t('history.levels')}
          </Text>
          <ul className={classes.changes}>
            {levelChanges.map((change) => (
              <li key={change.id}>
                <LevelBadge level={change.fromLevel as RiskLevel} /> → <LevelBadge level={change.toLevel as RiskLevel} />
                <Text size="sm">
                  {change.changedOn} · {t('history.assessor', { name: change.assessor })}
                  {change.reviewer !== '' && ` · ${t('history.reviewer', { name: change.reviewer })}`}
                </Text>
                {change.reason !== '' && <Text size="sm">{t('history.reason', { reason: change.reason })}</Text>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <Text component="h3" fw={600} size="sm" mb="xs" mt={0}>
          {t('history.changes')}
        </Text>
        <ol className={classes.changes}>
          {changes.map((change) => (
            <Entry key={change.seq} change={change} tree={tree} choices={choices} points={points} />
          ))}
        </ol>
        {changes.length === limit && limit < 200 && (
          <Button mt="sm" variant="default" onClick={() => setLimit(200)}>
            {t('history.more')}
          </Button>
        )}
      </section>
    </Stack>
  );
}

interface Known {
  tree: readonly DepartmentChoice[];
  choices: Choices | undefined;
  points: Readonly<Record<string, string>> | undefined;
}

function Entry({ change, ...known }: { change: Change } & Known) {
  const { t } = useTranslation(['risk', 'term']);
  const fields = change.before && change.after ? changedFields(change.before, change.after) : [];
  // The revision was raised for an owner who has a line of his own.
  if (change.before && change.after && fields.length === 0 && change.reason === null) return null;
  const words = (field: string, value: unknown) => wordsOf((key) => speak(t, key), field, value, known) || t('history.empty');
  return (
    <li>
      <Text size="sm">
        {localTime(change.at)} · {change.actor || t('history.someone')} · {speak(t, `command:${change.command}`)}
      </Text>
      {change.reason !== null && <Text size="sm">{t('history.reason', { reason: change.reason })}</Text>}
      {change.before === null && (
        <Text size="sm" c="dimmed">
          {t('history.created')}
        </Text>
      )}
      {change.after === null && (
        <Text size="sm" c="dimmed">
          {t('history.removed')}
        </Text>
      )}
      {fields.length > 0 && (
        <dl>
          {fields.map(({ field, before, after }) => (
            <div key={field} style={{ display: 'contents' }}>
              <dt>{speak(t, `term:field.${shownAs[field] ?? field}`)}</dt>
              <dd>
                <del>{words(field, before)}</del> → <ins>{words(field, after)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** Columns that repeat what another one says, or that say nothing to a person. */
const silent = new Set([
  'id',
  'revision',
  'createdAt',
  'createdBy',
  'updatedAt',
  'levelRank',
  'riskNoKey',
  'matchKey',
  'missingCount',
  'missing',
  'importId',
  'ownerId',
  'ownerPostId',
]);
/** Columns whose name differs from that of the field. */
const shownAs: Readonly<Record<string, string>> = {
  l10: 'l',
  e10: 'e',
  score100: 'score',
  departmentId: 'department',
  riskPointId: 'riskPoint',
  ownerText: 'owner',
};
const kinds: Readonly<Record<string, TermKind>> = {
  level: 'riskLevel',
  keptLevel: 'riskLevel',
  method: 'riskMethod',
  controlLevel: 'controlLevel',
  status: 'riskStatus',
};

export interface ChangedField {
  field: string;
  before: unknown;
  after: unknown;
}

/** Fields of a stored row that differ, in the order of the row. */
const changedFields = (before: Record<string, unknown>, after: Record<string, unknown>): ChangedField[] =>
  Object.keys(after)
    .filter((field) => !silent.has(field) && before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));

function wordsOf(say: (key: string) => string, field: string, value: unknown, { tree, choices, points }: Known): string {
  if (value === null || value === undefined || value === '') return '';
  if (field === 'l10' || field === 'e10') return String(Number(value) / 10);
  if (field === 'score100') return String(Number(value) / 100);
  if (field === 'riskPointId') return points?.[String(value)] ?? '';
  if (field === 'departmentId') return tree.find(({ id }) => id === value)?.name ?? '';
  if (field === 'accidentTypes')
    return accidentWords(choices)
      .names(JSON.parse(String(value)) as string[])
      .join('、');
  if (field === 'directCode') return clauseOf(choices?.direct.all ?? [], String(value))?.text ?? String(value);
  if (field === 'directMajor') return say(value === 1 ? 'risk:yes' : 'risk:no');
  const kind = kinds[field];
  return kind && String(value) in terms[kind] ? say(`term:${kind}.${String(value)}`) : String(value);
}
