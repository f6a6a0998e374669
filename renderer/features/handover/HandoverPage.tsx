import { Anchor, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useApi, useTask, type Data } from '../../api';
import { DayInput } from '../../components/DayInput';
import { PrintMenu } from '../../components/PrintMenu';
import { PageHead } from '../../components/PageHead';
import { Picker } from '../../components/Picker';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import { anybodyOptions } from '../../people';
import { go } from '../../place';
import classes from './Handover.module.css';

type Section = Data<'handover.preview'>['sections'][number];

/** What a successor has to know, and the paper on which it is handed over. */
export default function HandoverPage() {
  const { t } = useTranslation('handover');
  const [personId, setPersonId] = useState<string | null>(null);
  const [on, setOn] = useState<string | null>(null);
  const [to, setTo] = useState('');
  const [witness, setWitness] = useState('');
  const found = useApi('handover.preview', { personId }, { keep: true });
  const print = useTask('handover.print', { title: t('task') });
  const save = async (format: 'pdf' | 'docx') => {
    const reply = await print.run({ personId, on, to, witness, format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('done'), reply.data.file);
  };
  if (found.isError) return <Refused failure={found.error.failure} onRetry={() => void found.refetch()} />;
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        <PrintMenu
          label={t('print')}
          loading={print.running}
          formats={[
            { format: 'docx', title: t('docx') },
            { format: 'pdf', title: t('pdf') },
          ]}
          onPrint={(format) => void save(format)}
        />
      </PageHead>
      <div className={classes.page}>
        <div className={classes.stated}>
          <Picker
            label={t('from')}
            placeholder={t('fromAll')}
            options={anybodyOptions}
            value={personId}
            text={found.data?.from ?? ''}
            onPick={setPersonId}
          />
          <TextInput size="sm" label={t('to')} maxLength={60} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
          <TextInput
            size="sm"
            label={t('witness')}
            maxLength={60}
            value={witness}
            onChange={(event) => setWitness(event.currentTarget.value)}
          />
          <DayInput label={t('on')} value={on} onChange={setOn} />
        </div>
        {found.data?.sections.map((section) => (
          <Part key={section.key} section={section} />
        ))}
      </div>
    </>
  );
}

function Part({ section: { title, columns, rows, more, empty, link } }: { section: Section }) {
  const { t } = useTranslation('handover');
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <h2>{title}</h2>
        {link !== '' && (
          <Anchor component="button" type="button" size="sm" onClick={() => go(link)}>
            {t('open')}
          </Anchor>
        )}
      </div>
      <SimpleTable
        label={title}
        columns={columns.map((column, at) => ({
          id: String(at),
          title: column.title,
          width: `${Math.round((100 * column.width) / whole)}%`,
          render: (row: string[]) => row[at] ?? '',
        }))}
        rows={rows}
        keyOf={(row) => row.join('\n')}
        empty={<p className={classes.quiet}>{empty}</p>}
        {...(more > 0 ? { foot: t('more', { count: more }) } : {})}
      />
    </section>
  );
}
