import { ActionIcon, Button, Group, Input, Paper, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FindingDraft } from '../../../db/domain/performance/inspection';
import { DayInput } from '../../components/DayInput';
import { useField } from '../../components/form/fields';
import { Picker } from '../../components/Picker';
import { personOptions } from '../../people';
import { TraceButton } from '../../trace';

const empty: FindingDraft = {
  text: '',
  place: '',
  ownerId: null,
  ownerText: '',
  measure: '',
  dueOn: null,
  doneOn: null,
  doneNote: '',
  verifiedBy: '',
  verifiedOn: null,
};

/** What an inspection found, one below the other: place, owner, measure, due, done, verified. */
export function FindingsField({ name, label, limit }: { name: 'findings'; label: string; limit: { max?: string } }) {
  const { t } = useTranslation('performance');
  const { value, onChange, frame, readOnly, input } = useField({ name, label });
  const findings = value as FindingDraft[];
  return frame(
    <Input.Wrapper label={label} error={input.error} labelElement="div">
      <Stack gap="xs">
        {findings.map((finding, at) => {
          const change = (patch: Partial<FindingDraft>) => onChange(findings.with(at, { ...finding, ...patch }));
          const word = (field: 'place' | 'measure' | 'doneNote' | 'verifiedBy', maxLength: number) => (
            <TextInput
              flex={1}
              size="xs"
              label={t(`finding.${field}`)}
              maxLength={maxLength}
              readOnly={readOnly}
              value={finding[field]}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
            />
          );
          const day = (field: 'dueOn' | 'doneOn' | 'verifiedOn', max: { max?: string }) => (
            <DayInput
              flex={1}
              size="xs"
              label={t(`finding.${field}`)}
              readOnly={readOnly}
              value={finding[field]}
              onChange={(next) => change({ [field]: next })}
              {...max}
            />
          );
          return (
            <Paper key={finding.id ?? `new ${at}`} withBorder p="xs">
              <Group gap="xs" align="flex-end" wrap="nowrap">
                <Textarea
                  flex={1}
                  size="xs"
                  autosize
                  minRows={1}
                  label={t('finding.text', { no: at + 1 })}
                  maxLength={1000}
                  readOnly={readOnly}
                  error={Boolean(input.error) && finding.text.trim() === ''}
                  value={finding.text}
                  onChange={(event) => change({ text: event.currentTarget.value })}
                />
                {finding.id && <TraceButton subject="inspectionFinding" id={finding.id} />}
                {!readOnly && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('finding.drop', { no: at + 1 })}
                    onClick={() => onChange(findings.filter((_, other) => other !== at))}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </Group>
              <Group gap="xs" grow>
                {word('place', 200)}
                <Picker
                  size="xs"
                  label={t('finding.owner')}
                  options={personOptions}
                  value={finding.ownerId}
                  text={finding.ownerText}
                  disabled={readOnly}
                  onPick={(picked, option) => change({ ownerId: picked, ownerText: option?.label ?? '' })}
                  onType={(typed) => change({ ownerText: typed, ...(typed === finding.ownerText ? {} : { ownerId: null }) })}
                />
                {day('dueOn', {})}
              </Group>
              <Group gap="xs" grow>
                {word('measure', 1000)}
              </Group>
              <Group gap="xs" grow>
                {day('doneOn', limit)}
                {word('doneNote', 1000)}
                {word('verifiedBy', 60)}
                {day('verifiedOn', limit)}
              </Group>
            </Paper>
          );
        })}
        {!readOnly && (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => onChange([...findings, empty])}
            >
              {t('finding.add')}
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>,
  );
}
