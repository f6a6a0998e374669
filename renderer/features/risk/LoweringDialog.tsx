import { Button, Group, List, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskLevel } from '../../../db/domain/risk/scale';
import { useApi } from '../../api';
import { LevelBadge } from '../../components/LevelBadge';
import classes from './RiskPage.module.css';

/** Reason and second person of a level that falls (V16). `assessor` empty: the user of the application. */
export interface Lowering {
  reason: string;
  assessor: string;
  reviewer: string;
}
export interface FallingRisk {
  riskNo: string;
  hazardSource: string;
  from: RiskLevel;
  to: RiskLevel;
}

interface LoweringDialogProps {
  /** Empty: closed. */
  risks: readonly FallingRisk[];
  pending: boolean;
  onConfirm: (lowering: Lowering) => void;
  onCancel: () => void;
}

const shown = 5;

/** Asks why a level falls and who has looked at it besides the assessor. */
export function LoweringDialog({ risks, pending, onConfirm, onCancel }: LoweringDialogProps) {
  const { t } = useTranslation(['risk', 'term']);
  return (
    <Modal opened={risks.length > 0} onClose={onCancel} title={t('lowering.title', { count: risks.length })} size="lg">
      {risks.length > 0 && <Questions risks={risks} pending={pending} onConfirm={onConfirm} onCancel={onCancel} />}
    </Modal>
  );
}

function Questions({ risks, pending, onConfirm, onCancel }: LoweringDialogProps) {
  const { t } = useTranslation(['risk', 'term']);
  const [lowering, setLowering] = useState<Lowering>({ reason: '', assessor: '', reviewer: '' });
  const [asked, setAsked] = useState(false);
  const actor = useApi('home.due', {}).data?.actor ?? '';
  const trimmed = { reason: lowering.reason.trim(), assessor: lowering.assessor.trim(), reviewer: lowering.reviewer.trim() };
  const same = trimmed.reviewer !== '' && trimmed.reviewer === (trimmed.assessor || actor);
  const confirm = () => {
    setAsked(true);
    if (trimmed.reason !== '' && trimmed.reviewer !== '' && !same) onConfirm(trimmed);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <Stack gap="sm">
        <List size="sm" listStyleType="none" spacing={4}>
          {risks.slice(0, shown).map((risk) => (
            <List.Item key={risk.riskNo}>
              <span className={classes.fall}>
                <b>{risk.riskNo}</b> <LevelBadge level={risk.from} /> → <LevelBadge level={risk.to} />
                <Text span size="sm" c="dimmed" truncate>
                  {risk.hazardSource}
                </Text>
              </span>
            </List.Item>
          ))}
          {risks.length > shown && <List.Item>{t('lowering.more', { count: risks.length - shown })}</List.Item>}
        </List>
        <Text size="sm" c="dimmed">
          {t('lowering.text')}
        </Text>
        <Textarea
          label={t('lowering.reason')}
          placeholder={t('lowering.reasonExample')}
          withAsterisk
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          data-autofocus
          value={lowering.reason}
          onChange={(event) => setLowering({ ...lowering, reason: event.currentTarget.value })}
          error={asked && trimmed.reason === '' ? t('lowering.reasonMissing') : undefined}
        />
        <Group grow align="flex-start">
          <TextInput
            label={t('lowering.assessor')}
            placeholder={t('lowering.assessorSelf', { actor })}
            maxLength={60}
            value={lowering.assessor}
            onChange={(event) => setLowering({ ...lowering, assessor: event.currentTarget.value })}
          />
          <TextInput
            label={t('lowering.reviewer')}
            withAsterisk
            maxLength={60}
            value={lowering.reviewer}
            onChange={(event) => setLowering({ ...lowering, reviewer: event.currentTarget.value })}
            error={asked && trimmed.reviewer === '' ? t('lowering.reviewerMissing') : same ? t('lowering.same') : undefined}
          />
        </Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {t('lowering.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
