import { Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DecideAll, More, Part, useFirst } from '../../components/collect/CollectParts';
import { SimpleTable } from '../../components/SimpleTable';
import { speak } from '../../components/speak';
import classes from './Appraisal.module.css';
import { decideAll, placeKey, type Conflict, type Decisions, type Plan, type Taken } from './collecting';
import { pointsText } from './people';

/** A score with its words. */
function useGiven(): (given: Taken['after']) => string {
  const { t } = useTranslation('appraisal');
  return ({ score10, words }) =>
    [score10 === null ? t('collect.none') : t('collect.given', { score: pointsText(score10) }), words]
      .filter((part) => part !== '')
      .join(' · ');
}

/** Why something was not taken, in words. */
export function useWhy(): (entry: Plan['refused'][number]) => string {
  const { t } = useTranslation('appraisal');
  return ({ key, person, no, value, params }) =>
    t(person === '' ? 'collect.entryOnly' : 'collect.entry', {
      person,
      no,
      value,
      why: speak(t, `appraisal:refusal.${key}`, { ...params }),
    });
}

/** Lines of files that belong elsewhere. */
export function StrangePart({ sheets }: { sheets: Plan['sheets'] }) {
  const { t } = useTranslation('appraisal');
  const lines = sheets.flatMap(({ file, strange }) => strange.map((one) => ({ file, ...one })));
  const key = ({ kind, name, isClosed }: (typeof lines)[number]) =>
    kind === 'otherWorkspace' ? kind : name === '' ? 'unknownPeriod' : isClosed ? 'closedPeriod' : 'otherPeriod';
  if (lines.length === 0) return null;
  return (
    <Stack gap={4} role="alert">
      {lines.map((line) => (
        <Text key={`${line.file} ${line.kind} ${line.name}`} size="sm" c="var(--text-attention)">
          {t(`collect.${key(line)}`, { file: line.file, name: line.name, count: line.lines })}
        </Text>
      ))}
    </Stack>
  );
}

/** Scores that nobody has to decide on. */
export function TakenPart({ taken }: { taken: Plan['taken'] }) {
  const { t } = useTranslation('appraisal');
  const given = useGiven();
  const { first, left, more } = useFirst(taken);
  if (taken.length === 0) return null;
  const title = t('collect.taken', { count: taken.length });
  return (
    <Part title={title}>
      <SimpleTable
        label={title}
        rows={first}
        keyOf={({ itemId, side }) => `${itemId} ${side}`}
        columns={[
          { id: 'department', title: t('column.department'), width: '8rem', render: ({ department }) => department || t('noDepartment') },
          { id: 'person', title: t('column.person'), width: '6rem', render: ({ personName }) => personName },
          { id: 'duty', title: t('item.text'), render: ({ no, text }) => t('collect.duty', { no, text }) },
          { id: 'standard', title: t('item.standard'), width: '4.5rem', align: 'end', render: (row) => pointsText(row.standard10) },
          { id: 'side', title: t('collect.sideTitle'), width: '4.5rem', render: ({ side }) => t(`collect.side.${side}`) },
          { id: 'before', title: t('collect.before'), width: '9rem', render: ({ before }) => given(before) },
          { id: 'after', title: t('collect.after'), width: '14rem', render: ({ after }) => given(after) },
        ]}
      />
      <More left={left} onMore={more} />
    </Part>
  );
}

interface ConflictPartProps {
  conflicts: readonly Conflict[];
  decisions: Decisions;
  readOnly: boolean;
  onDecide: (next: Decisions) => void;
}
const register = '';

/** What a sheet and the application, or two sheets, say differently: decided one by one or all at once. */
export function ConflictPart({ conflicts, decisions, readOnly, onDecide }: ConflictPartProps) {
  const { t } = useTranslation(['appraisal', 'component']);
  const given = useGiven();
  const { first, left, more } = useFirst(conflicts);
  if (conflicts.length === 0) return null;
  return (
    <Part title={t('component:collect.conflicts', { count: conflicts.length })}>
      {!readOnly && (
        <DecideAll
          open={conflicts.filter(({ key }) => decisions[key] === undefined).length}
          isBegun={Object.keys(decisions).length > 0}
          onSheet={() => onDecide({ ...decisions, ...decideAll(conflicts, 'sheet') })}
          onRegister={() => onDecide(decideAll(conflicts, 'register'))}
          onClear={() => onDecide({})}
        />
      )}
      {first.map(({ key, personName: person, department, no, text, side, kind, before, answers }) => {
        const decision = decisions[key];
        const name = { person, no, side: t(`collect.side.${side}`) };
        return (
          <section key={key} className={classes.conflict}>
            <Text size="sm">
              <b>{person}</b> {t('collect.duty', { no, text })}
              <Text component="span" size="xs" c="dimmed">
                {' '}
                {[department, name.side, t(`collect.kind.${kind}`)].filter((part) => part !== '').join(' · ')}
              </Text>
            </Text>
            <Radio.Group
              aria-label={t('collect.of', name)}
              readOnly={readOnly}
              value={decision === undefined ? null : (decision.from ?? register)}
              onChange={(value) => {
                if (!readOnly) onDecide({ ...decisions, [key]: { from: value === register ? null : value } });
              }}
            >
              <Stack gap={6} mt={6}>
                {answers.map(({ place, after }) => (
                  <Radio
                    key={placeKey(place)}
                    size="sm"
                    value={placeKey(place)}
                    label={
                      <>
                        {given(after)}
                        <Text component="span" size="xs" c="dimmed">
                          {' '}
                          {t('collect.from', { ...place })}
                        </Text>
                      </>
                    }
                  />
                ))}
                <Radio size="sm" value={register} label={t('collect.register', { given: given(before) })} />
              </Stack>
            </Radio.Group>
          </section>
        );
      })}
      <More left={left} onMore={more} />
    </Part>
  );
}
