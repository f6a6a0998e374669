import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acknowledgementWays, type ResponsibilityStatus } from '../../../db/domain/responsibility/responsibility';
import { useApi, useCommand } from '../../api';
import { useStatedDay, useToday } from '../../choices';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
import { useManyCommand } from '../../manyCommand';

/** Editable while it is a draft. */
export const isDraft = ({ status }: { status: ResponsibilityStatus | string }): boolean => status === 'draft';

interface ManyProps {
  /** Versions that it is done to. */
  ids: readonly string[];
  /** Lines that were picked and have nothing that it could be done to. */
  without?: number;
  onClose: () => void;
}

/** 批准: by whom, when, and from which day the versions are in force. */
export function ApproveDialog({ ids, without = 0, onClose }: ManyProps) {
  const { t } = useTranslation('responsibility');
  const principal = useApi('enterprise.get', {}).data?.principal ?? '';
  const [by, setBy] = useState<string | null>(null);
  const [on, setOn] = useStatedDay();
  const [from, setFrom] = useStatedDay();
  const command = useCommand('responsibility.approve', { done: t('approve.done', { count: ids.length }), quiet: true });
  const approvedBy = by ?? principal;
  const confirm = async () => {
    if (on === null || from === null) return;
    const reply = await command.run({ ids: [...ids], approval: { approvedBy, approvedOn: on, validFrom: from } });
    if (reply.ok) onClose();
  };
  return (
    <AskDialog
      title={t('approve.title')}
      text={
        ids.length === 0
          ? t('approve.nothing')
          : `${t('approve.text', { count: ids.length })}${without > 0 ? t('approve.without', { count: without }) : ''}`
      }
      pending={command.pending}
      failure={command.failure}
      verb={t('approve.verb')}
      disabled={ids.length === 0 || on === null || from === null || approvedBy.trim() === ''}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.approvedBy')}
        required
        maxLength={60}
        value={approvedBy}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <DayInput label={t('field.approvedOn')} required clearable={false} value={on} onChange={setOn} />
        <DayInput label={t('field.validFrom')} required clearable={false} value={from} onChange={setFrom} />
      </Group>
    </AskDialog>
  );
}

/** 公示: from when to when and where. */
export function PublishDialog({
  ids,
  without = 0,
  known,
  onClose,
}: ManyProps & { known?: { from: string | null; to: string | null; place: string } }) {
  const { t } = useTranslation('responsibility');
  const [from, setFrom] = useStatedDay(known?.from);
  const [to, setTo] = useState<string | null>(known?.to ?? null);
  const [place, setPlace] = useState(known?.place ?? '');
  const command = useCommand('responsibility.publish', { done: t('publish.done', { count: ids.length }), quiet: true });
  const confirm = async () => {
    if (from === null) return;
    const reply = await command.run({ ids: [...ids], posting: { from, to, place } });
    if (reply.ok) onClose();
  };
  return (
    <AskDialog
      title={t('publish.title')}
      text={
        ids.length === 0
          ? t('publish.nothing')
          : `${t('publish.text', { count: ids.length })}${without > 0 ? t('publish.without', { count: without }) : ''}`
      }
      pending={command.pending}
      failure={command.failure}
      verb={t('publish.verb')}
      disabled={ids.length === 0 || from === null || place.trim() === ''}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <DayInput label={t('publish.from')} required clearable={false} value={from} onChange={setFrom} />
        <DayInput label={t('publish.to')} placeholder={t('publish.open')} value={to} onChange={setTo} />
      </Group>
      <TextInput
        label={t('publish.place')}
        placeholder={t('publish.placeExample')}
        required
        maxLength={200}
        value={place}
        onChange={(event) => setPlace(event.currentTarget.value)}
      />
    </AskDialog>
  );
}

interface NoteProps {
  ids: readonly string[];
  /** NULL for all who hold the posts and roles that day. */
  personIds: readonly string[] | null;
  /** People who have not taken note yet. */
  count: number;
  onClose: () => void;
}

/** 知悉签收: when and how people took note. */
export function NoteDialog({ ids, personIds, count, onClose }: NoteProps) {
  const { t } = useTranslation(['responsibility', 'term']);
  const today = useToday();
  const [on, setOn] = useStatedDay();
  const [way, setWay] = useState<(typeof acknowledgementWays)[number]>('signature');
  const [remark, setRemark] = useState('');
  const command = useManyCommand('responsibility.acknowledge', count, t('acknowledge.done', { count }), t('acknowledge.title'));
  const confirm = async () => {
    if (on === null) return;
    const reply = await command.run({ ids: [...ids], personIds: personIds === null ? null : [...personIds], note: { on, way, remark } });
    if (reply.ok) onClose();
  };
  return (
    <AskDialog
      title={t('acknowledge.title')}
      text={count === 0 ? t('acknowledge.nothing') : t('acknowledge.text', { count })}
      pending={command.pending}
      failure={command.failure}
      verb={t('acknowledge.verb')}
      disabled={ids.length === 0 || count === 0 || on === null}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <DayInput label={t('acknowledge.on')} required clearable={false} max={today} value={on} onChange={setOn} />
        <NativeSelect
          label={t('acknowledge.way')}
          value={way}
          data={acknowledgementWays.map((value) => ({ value, label: t(`term:acknowledgementWay.${value}`) }))}
          onChange={(event) => setWay(event.currentTarget.value as typeof way)}
        />
      </Group>
      <TextInput
        label={t('acknowledge.remark')}
        placeholder={t('acknowledge.remarkExample')}
        maxLength={500}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
    </AskDialog>
  );
}

/** 停用: the last day of a list that none follows. */
export function EndDialog({ id, revision, title, onClose }: { id: string; revision: number; title: string; onClose: () => void }) {
  const { t } = useTranslation('responsibility');
  const [on, setOn] = useStatedDay();
  const command = useCommand('responsibility.end', { done: t('end.done', { title }), quiet: true });
  const confirm = async () => {
    if (on === null) return;
    const reply = await command.run({ id, revision, on });
    if (reply.ok) onClose();
  };
  return (
    <AskDialog
      title={t('end.title', { title })}
      text={t('end.text')}
      isGrave
      pending={command.pending}
      failure={command.failure}
      verb={t('end.verb')}
      disabled={on === null}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <DayInput label={t('end.on')} required clearable={false} value={on} onChange={setOn} />
    </AskDialog>
  );
}
