import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/PageHead';
import { usePlace } from '../../place';
import classes from './Audit.module.css';
import { RecordHistory } from './RecordHistory';
import { StepList } from './StepList';
import { UndoCard } from './UndoCard';
import { Verification } from './Verification';

/** Every step and whether the chain holds; `/audit/<id>` shows what happened to one record. */
export default function AuditPage() {
  const { t } = useTranslation('audit');
  const { id, open } = usePlace('/audit');
  if (id !== null) return <RecordHistory key={id} id={id} onAll={() => open(null)} />;
  return (
    <>
      <PageHead title={t('title')} note={t('note')} />
      <div className={classes.page}>
        <div className={classes.pair}>
          <Verification />
          <UndoCard />
        </div>
        <div className={classes.steps}>
          <StepList />
        </div>
      </div>
    </>
  );
}
