import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/PageHead';
import { RecordChanges, useRecordHistory } from '../../history';
import { usePlace } from '../../place';
import classes from './Audit.module.css';
import { ChangeList, type ChangeFilter } from './ChangeList';
import { StepList } from './StepList';
import { UndoCard } from './UndoCard';
import { Verification } from './Verification';

/** Every step and whether the chain holds; `/audit/find` finds changes, `/audit/<id>` shows what happened to one record. */
export default function AuditPage() {
  const { t } = useTranslation('audit');
  const { id, open } = usePlace('/audit');
  const [filter, setFilter] = useState<ChangeFilter>({});
  if (id !== null && id !== 'find') return <RecordPage key={id} id={id} onAll={() => open(null)} />;
  const showing = id ?? 'steps';
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        <SegmentedControl
          size="xs"
          aria-label={t('show')}
          value={showing}
          onChange={(value) => open(value === 'find' ? 'find' : null)}
          data={[
            { value: 'steps', label: t('steps.title') },
            { value: 'find', label: t('changes.tab') },
          ]}
        />
      </PageHead>
      <div className={classes.page}>
        {showing === 'find' ? (
          <ChangeList filter={filter} onFilter={setFilter} />
        ) : (
          <>
            <div className={classes.pair}>
              <Verification />
              <UndoCard />
            </div>
            <div className={classes.steps}>
              <StepList />
            </div>
          </>
        )}
      </div>
    </>
  );
}

function RecordPage({ id, onAll }: { id: string; onAll: () => void }) {
  const { t } = useTranslation('audit');
  const { name } = useRecordHistory(id);
  return (
    <>
      <PageHead title={name === '' ? t('record.untitled') : t('record.title', { name })} onBack={() => window.history.back()}>
        <Button variant="default" onClick={onAll}>
          {t('record.all')}
        </Button>
      </PageHead>
      <div className={classes.record}>
        <RecordChanges id={id} />
      </div>
    </>
  );
}
