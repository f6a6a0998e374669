import { Button, Checkbox, Group, Modal, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appraisalKinds } from '../../../db/domain/responsibility/appraisal';
import { undo, useApi, useTask } from '../../api';
import { DayInput } from '../../components/DayInput';
import { failureText } from '../../components/failureText';
import { Findings } from '../../components/Findings';
import { showChanged } from '../../notice';
import { LeftOutTable } from './LeftOutTable';

type Kind = (typeof appraisalKinds)[number];

/** Opens a period: which days, which grades, who is assessed and who is not and why. */
export function OpenDialog({ isOfLeaders, onClose, onDone }: { isOfLeaders: boolean; onClose: () => void; onDone: (id: string) => void }) {
  const { t } = useTranslation(['appraisal', 'term']);
  const [kind, setKind] = useState<Kind>(isOfLeaders ? 'year' : 'quarter');
  const proposed = useApi('appraisal.propose', { kind, isOfLeaders }, { keep: true, subjects: [] }).data;
  const [stated, setStated] = useState<{ name?: string; fromOn?: string | null; toOn?: string | null }>({});
  const [excellent, setExcellent] = useState<number | string>(90);
  const [qualified, setQualified] = useState<number | string>(70);
  const [evenly, setEvenly] = useState(false);
  const { name = '', fromOn = null, toOn = null } = { ...proposed, ...stated };
  const isSpan = fromOn !== null && toOn !== null && fromOn <= toOn;
  const { data: plan } = useApi(
    'appraisal.preview',
    { fromOn: fromOn ?? '', toOn: toOn ?? '', isOfLeaders, evenly, limit: 200 },
    { enabled: isSpan, keep: true },
  );
  const open = useTask('appraisal.openLarge', { title: t('open.task'), quiet: true });
  const confirm = async () => {
    if (fromOn === null || toOn === null) return;
    const limits = { excellentFrom: Math.round(Number(excellent) * 10), qualifiedFrom: Math.round(Number(qualified) * 10) };
    const reply = await open.run({ draft: { name, kind, fromOn, toOn, isOfLeaders, ...limits }, evenly });
    if (!reply.ok) return;
    const { people, periodId } = reply.data.value;
    showChanged({ changed: people, message: t('open.done', { count: people }), undo: () => void undo() });
    onDone(periodId);
  };
  return (
    <Modal opened onClose={onClose} title={t(isOfLeaders ? 'open.leaders' : 'open.button')} size="xl">
      <Stack gap="sm">
        <Group grow align="flex-start">
          <NativeSelect
            label={t('period.kind')}
            value={kind}
            onChange={(event) => {
              setKind(event.currentTarget.value as Kind);
              setStated({});
            }}
            data={appraisalKinds.map((value) => ({ value, label: t(`term:appraisalKind.${value}`) }))}
          />
          <DayInput label={t('open.from')} value={fromOn} onChange={(day) => setStated({ ...stated, fromOn: day })} />
          <DayInput label={t('open.to')} value={toOn} onChange={(day) => setStated({ ...stated, toOn: day })} />
        </Group>
        <TextInput
          label={t('period.name')}
          value={name}
          maxLength={100}
          required
          onChange={(event) => setStated({ ...stated, name: event.currentTarget.value })}
        />
        <Limits {...{ excellent, qualified, setExcellent, setQualified }} />
        <Checkbox
          label={t('open.evenly')}
          description={t('open.evenlyText')}
          checked={evenly}
          onChange={(event) => setEvenly(event.currentTarget.checked)}
        />
        {plan && isSpan && (
          <>
            <Text size="sm" fw={600} role="status">
              {t('open.plan', { count: plan.people, lists: plan.lists })}
            </Text>
            <LeftOutTable plan={plan} />
          </>
        )}
        {open.failure && !open.failure.findings?.length && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {failureText(t as never, open.failure)}
          </Text>
        )}
        <Findings findings={open.failure?.findings ?? []} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            loading={open.running}
            disabled={!isSpan || name.trim() === '' || !plan || plan.people === 0}
            onClick={() => void confirm()}
          >
            {t('open.verb')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface LimitsProps {
  excellent: number | string;
  qualified: number | string;
  setExcellent: (value: number | string) => void;
  setQualified: (value: number | string) => void;
}

/** Least share of the full score for each grade, in percent. */
export function Limits({ excellent, qualified, setExcellent, setQualified }: LimitsProps) {
  const { t } = useTranslation('appraisal');
  const field = (label: string, value: number | string, onChange: (value: number | string) => void) => (
    <NumberInput label={label} value={value} min={0} max={100} decimalScale={1} suffix="%" onChange={onChange} />
  );
  return (
    <Group grow align="flex-start">
      {field(t('open.excellent'), excellent, setExcellent)}
      {field(t('open.qualified'), qualified, setQualified)}
    </Group>
  );
}
