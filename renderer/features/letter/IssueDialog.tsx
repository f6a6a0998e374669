import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undo, useApi, useTask } from '../../api';
import { useToday } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { failureText } from '../../components/failureText';
import { Findings } from '../../components/Findings';
import { Picker } from '../../components/Picker';
import { SimpleTable } from '../../components/SimpleTable';
import { showChanged } from '../../notice';

/** People left out that are named at once. */
const shown = 100;

/** One run of letters: who issues them for which year, who gets one and who does not. */
export function IssueDialog({ onClose, onDone }: { onClose: () => void; onDone: (batchId: string) => void }) {
  const { t } = useTranslation('letter');
  const today = useToday();
  const principal = useApi('enterprise.get', {}).data?.principal ?? '';
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const departmentChoices = useMemo(() => departments.map(({ id, name }) => ({ value: id, label: name })), [departments]);
  const [statedYear, setYear] = useState<number | null>(null);
  const year = statedYear ?? Number(today.slice(0, 4));
  const [name, setName] = useState<string | null>(null);
  const [issuer, setIssuer] = useState<string | null>(null);
  const [issuerTitle, setIssuerTitle] = useState('');
  const [ownIssuer, setOwnIssuer] = useState('');
  const [statedOn, setIssuedOn] = useState<string | null>();
  const issuedOn = statedOn === undefined ? today || null : statedOn;
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [isByLevel, setByLevel] = useState(true);
  const [rewards, setRewards] = useState<string | null>(null);
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const departmentIds = departmentId === null ? null : [departmentId];
  const isYear = year >= 2000 && year <= 2199;
  const { data: plan } = useApi(
    'letter.preview',
    { year, day: issuedOn ?? '', departmentIds, limit: shown },
    { enabled: isYear && issuedOn !== null, keep: true },
  );
  const issue = useTask('letter.issueAll', { title: t('issue.task'), quiet: true });
  const issuerName = issuer ?? principal;
  const confirm = async () => {
    if (issuedOn === null) return;
    const reply = await issue.run({
      draft: {
        year,
        name: name ?? t('issue.nameOf', { year }),
        issuerId: null,
        issuerName,
        issuerTitle,
        ownIssuer,
        isByLevel,
        issuedOn,
        validFrom: from ?? `${year}-01-01`,
        validTo: to ?? `${year}-12-31`,
        rewards: rewards ?? plan?.usualRewards ?? '',
        remark: '',
      },
      departmentIds,
    });
    if (!reply.ok) return;
    const { letters, batchId } = reply.data.value;
    showChanged({ changed: letters, message: t('issue.done', { count: letters }), undo: () => void undo() });
    onDone(batchId);
  };
  return (
    <Modal opened onClose={onClose} title={t('issue.title')} size="xl">
      <Stack gap="sm">
        <Group grow align="flex-start">
          <NumberInput
            label={t('issue.year')}
            value={year}
            min={2000}
            max={2199}
            allowDecimal={false}
            onChange={(value) => setYear(Number(value))}
          />
          <TextInput
            label={t('issue.name')}
            value={name ?? t('issue.nameOf', { year })}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput
            label={t('issue.issuer')}
            value={issuerName}
            maxLength={60}
            required
            onChange={(event) => setIssuer(event.currentTarget.value)}
          />
          <TextInput
            label={t('issue.issuerTitle')}
            value={issuerTitle}
            maxLength={60}
            onChange={(event) => setIssuerTitle(event.currentTarget.value)}
          />
          <TextInput
            label={t('issue.ownIssuer')}
            description={t('issue.ownIssuerNote')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={ownIssuer}
            maxLength={100}
            onChange={(event) => setOwnIssuer(event.currentTarget.value)}
          />
        </Group>
        <Group grow align="flex-start">
          <DayInput label={t('issue.issuedOn')} value={issuedOn} onChange={setIssuedOn} />
          <DayInput label={t('issue.validFrom')} value={from ?? `${year}-01-01`} onChange={setFrom} />
          <DayInput label={t('issue.validTo')} value={to ?? `${year}-12-31`} onChange={setTo} />
        </Group>
        <Picker
          label={t('issue.department')}
          options={departmentChoices}
          value={departmentId}
          onPick={(picked) => setDepartmentId(picked)}
        />
        <Checkbox label={t('issue.byLevel')} checked={isByLevel} onChange={(event) => setByLevel(event.currentTarget.checked)} />
        <Textarea
          label={t('issue.rewards')}
          value={rewards ?? plan?.usualRewards ?? ''}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={4000}
          onChange={(event) => setRewards(event.currentTarget.value)}
        />
        {plan && (
          <Text size="sm" fw={600} role="status">
            {t('issue.plan', { count: plan.letters, posts: plan.posts })}
          </Text>
        )}
        {plan && plan.leftOut > 0 && <Text size="sm">{t('issue.leftOut', { count: plan.leftOut })}</Text>}
        {plan && plan.without.length > 0 && (
          <div style={{ maxHeight: '11rem', overflow: 'auto' }}>
            <SimpleTable
              label={t('issue.leftOutTable')}
              rows={plan.without}
              keyOf={({ personId }) => personId}
              columns={[
                { id: 'name', title: t('column.person'), render: ({ name: person }) => person },
                { id: 'department', title: t('column.department'), render: ({ department }) => department },
                { id: 'post', title: t('column.post'), render: ({ title }) => title },
                { id: 'why', title: t('issue.whyTitle'), render: ({ why }) => t(`issue.why.${why}`) },
              ]}
              foot={plan.leftOut > plan.without.length ? t('issue.more', { shown: plan.without.length }) : undefined}
            />
          </div>
        )}
        {issue.failure && !issue.failure.findings?.length && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {failureText(t, issue.failure)}
          </Text>
        )}
        <Findings findings={issue.failure?.findings ?? []} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            loading={issue.running}
            disabled={!isYear || issuedOn === null || issuerName.trim() === '' || !plan || plan.letters === 0}
            onClick={() => void confirm()}
          >
            {t('issue.verb')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
