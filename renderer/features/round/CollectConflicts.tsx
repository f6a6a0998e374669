import { Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DecideAll, More, Part, useFirst } from '../../components/collect/CollectParts';
import { Fields } from './CollectParts';
import classes from './Round.module.css';
import { decideAll, placeKey, type Answer, type Conflict, type Decisions } from './sheet';

interface CollectConflictsProps {
  conflicts: readonly Conflict[];
  decisions: Decisions;
  /** Still to be decided. */
  open: number;
  readOnly: boolean;
  onDecide: (next: Decisions) => void;
}

const register = '';

/** What a sheet and the register, or two sheets, say differently: decided one by one or all at once. */
export function CollectConflicts({ conflicts, decisions, open, readOnly, onDecide }: CollectConflictsProps) {
  const { t } = useTranslation(['round', 'component']);
  const { first, left, more } = useFirst(conflicts);
  if (conflicts.length === 0) return null;
  return (
    <Part title={t('component:collect.conflicts', { count: conflicts.length })}>
      {!readOnly && (
        <DecideAll
          open={open}
          isBegun={Object.keys(decisions).length > 0}
          onSheet={() => onDecide({ ...decisions, ...decideAll(conflicts, 'sheet') })}
          onRegister={() => onDecide(decideAll(conflicts, 'register'))}
          onClear={() => onDecide({})}
        />
      )}
      {first.map((conflict) => (
        <ConflictCard
          key={conflict.riskId}
          conflict={conflict}
          decision={decisions[conflict.riskNo]}
          readOnly={readOnly}
          onDecide={(decision) => onDecide({ ...decisions, [conflict.riskNo]: decision })}
        />
      ))}
      <More left={left} onMore={more} />
    </Part>
  );
}

interface ConflictCardProps {
  conflict: Conflict;
  decision: Decisions[string] | undefined;
  readOnly: boolean;
  onDecide: (decision: Decisions[string]) => void;
}

function ConflictCard({ conflict, decision, readOnly, onDecide }: ConflictCardProps) {
  const { t } = useTranslation('round');
  const { riskNo, hazardSource, department, kind, answers } = conflict;
  return (
    <section className={classes.drafted} aria-label={riskNo}>
      <Text size="sm">
        <b>{riskNo}</b> {hazardSource}
        <Text component="span" size="xs" c="dimmed">
          {' '}
          {department} · {t(`conflict.kind.${kind}`)}
        </Text>
      </Text>
      <Radio.Group
        aria-label={t('conflict.of', { riskNo })}
        readOnly={readOnly}
        value={decision === undefined ? null : (decision.from ?? register)}
        onChange={(value) => {
          if (!readOnly) onDecide({ from: value === register ? null : value });
        }}
      >
        <Stack gap={6} mt={6}>
          {answers.map((answer) => (
            <div key={placeKey(answer.place)}>
              <Radio size="sm" value={placeKey(answer.place)} label={<AnswerLine answer={answer} kind={kind} />} />
              {decision?.from === placeKey(answer.place) && answer.fields.length > 1 && (
                <FieldChoice answer={answer} chosen={decision.fields} onChoose={(fields) => onDecide({ from: decision.from, fields })} />
              )}
            </div>
          ))}
          <Radio
            size="sm"
            value={register}
            label={t(answers.some(({ confirmed }) => !confirmed) ? 'conflict.register' : 'conflict.notTaken')}
          />
        </Stack>
      </Radio.Group>
    </section>
  );
}

function AnswerLine({ answer, kind }: { answer: Answer; kind: Conflict['kind'] }) {
  const { t } = useTranslation('round');
  const { place, by, on, confirmed, reason, fields } = answer;
  return (
    <>
      {confirmed ? (
        t(kind === 'changedSince' ? 'conflict.confirmedNow' : 'conflict.confirmed')
      ) : (
        <Fields fields={fields} from={answer.from} to={answer.to} />
      )}
      <Text component="span" size="xs" c="dimmed">
        {' '}
        {t('conflict.from', { ...place, by, on })}
        {reason !== '' && ` · ${reason}`}
      </Text>
    </>
  );
}

type Field = Answer['fields'][number]['field'];

/** Which of the changed fields are taken from the sheet; the others stay as they are registered. */
function FieldChoice({
  answer,
  chosen,
  onChoose,
}: {
  answer: Answer;
  chosen: readonly Field[] | undefined;
  onChoose: (fields: Field[]) => void;
}) {
  const { t } = useTranslation(['round', 'term']);
  return (
    <Checkbox.Group
      aria-label={t('conflict.fields')}
      value={[...(chosen ?? answer.fields.map(({ field }) => field))]}
      onChange={(next) => onChoose(answer.fields.map(({ field }) => field).filter((field) => next.includes(field)))}
    >
      <Group gap="sm" ml={28} mt={4}>
        {answer.fields.map(({ field }) => (
          <Checkbox key={field} size="xs" value={field} label={t(`term:field.${field}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
