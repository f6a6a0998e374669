import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { standardText } from '../../../db/domain/responsibility/list';
import type { ResponsibilityStatus } from '../../../db/domain/responsibility/responsibility';
import { useApi, type Data } from '../../api';
import { SimpleTable } from '../../components/SimpleTable';
import { listSubjects, type OwnerList } from './list';
import classes from './Responsibility.module.css';

type Change = Data<'responsibility.compare'>['duties'][number];

/** All versions of a list, and two of them side by side. */
export function Versions({ list: { versions }, onShow }: { list: OwnerList; onShow: (id: string) => void }) {
  const { t } = useTranslation(['responsibility', 'term']);
  const [later, setLater] = useState(versions[0]?.id ?? '');
  const [earlier, setEarlier] = useState(versions[1]?.id ?? '');
  const options = versions.map(({ id, version, status }) => ({
    value: id,
    label: `${t('versionNo', { no: version })} · ${t(`term:responsibilityStatus.${status as ResponsibilityStatus}`)}`,
  }));
  return (
    <Stack gap="md" className={classes.section}>
      <SimpleTable
        label={t('tab.versions')}
        rows={versions}
        keyOf={({ id }) => id}
        onOpen={({ id }) => onShow(id)}
        columns={[
          { id: 'version', title: t('field.version'), width: '6rem', render: ({ version }) => t('versionNo', { no: version }) },
          {
            id: 'status',
            title: t('field.status'),
            width: '6rem',
            render: ({ status }) => t(`term:responsibilityStatus.${status as ResponsibilityStatus}`),
          },
          { id: 'validFrom', title: t('field.validFrom'), width: '7rem', render: ({ validFrom }) => validFrom },
          { id: 'validTo', title: t('field.validTo'), width: '7rem', render: ({ validTo }) => validTo },
          {
            id: 'approved',
            title: t('field.approved'),
            render: ({ approvedBy, approvedOn }) => [approvedBy, approvedOn ?? ''].filter((part) => part !== '').join(' '),
          },
          { id: 'duties', title: t('field.duties'), width: '5rem', align: 'end', render: ({ duties }) => duties },
        ]}
        foot={t('versionsText')}
      />
      {versions.length > 1 && (
        <>
          <Group align="flex-end">
            <NativeSelect
              size="xs"
              label={t('compare.earlier')}
              data={options}
              value={earlier}
              onChange={(event) => setEarlier(event.currentTarget.value)}
            />
            <NativeSelect
              size="xs"
              label={t('compare.later')}
              data={options}
              value={later}
              onChange={(event) => setLater(event.currentTarget.value)}
            />
          </Group>
          <Comparison earlier={earlier} later={later} />
        </>
      )}
    </Stack>
  );
}

function Comparison({ earlier, later }: { earlier: string; later: string }) {
  const { t } = useTranslation('responsibility');
  const { data } = useApi('responsibility.compare', { earlier, later }, { subjects: listSubjects, enabled: earlier !== later });
  if (earlier === later) return <Text size="sm">{t('compare.same')}</Text>;
  if (!data) return null;
  const changed = data.duties.filter(({ kind }) => kind !== 'same');
  if (changed.length + data.whole.length === 0) return <Text size="sm">{t('compare.nothing')}</Text>;
  return (
    <>
      {data.whole.map(({ field, before, after }) => (
        <div key={field}>
          <Text size="sm" fw={600}>
            {t(`field.${field}`)}
          </Text>
          <Both before={before} after={after} />
        </div>
      ))}
      <SimpleTable
        label={t('compare.title')}
        rows={changed}
        keyOf={({ before, after }) => after?.id ?? before!.id}
        columns={[
          { id: 'kind', title: t('compare.kind'), width: '5rem', render: ({ kind }) => t(`compare.${kind}`) },
          { id: 'words', title: t('duties'), render: (change) => <Words change={change} /> },
        ]}
      />
    </>
  );
}

function Words({ change }: { change: Change }) {
  const { t } = useTranslation('responsibility');
  if (change.kind === 'added') return <span className={classes.after}>{change.after.text}</span>;
  if (change.kind === 'removed') return <span className={classes.before}>{change.before.text}</span>;
  const said = (duty: typeof change.before, field: (typeof change.fields)[number]) =>
    field === 'standard10' ? standardText(duty.standard10) : duty[field];
  return (
    <>
      {!change.fields.includes('text') && <div>{change.after.text}</div>}
      {change.fields.map((field) => (
        <div key={field}>
          <span className={classes.quiet}>{t(`duty.${field === 'standard10' ? 'standard' : field}`)}</span>
          <Both before={said(change.before, field)} after={said(change.after, field)} />
        </div>
      ))}
    </>
  );
}

function Both({ before, after }: { before: string; after: string }) {
  return (
    <>
      {before !== '' && <div className={classes.before}>{before}</div>}
      {after !== '' && <div className={classes.after}>{after}</div>}
    </>
  );
}
