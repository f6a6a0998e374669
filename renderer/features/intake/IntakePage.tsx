import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useTask } from '../../api';
import { DropOver } from '../../components/DropOver';
import { useDroppedFiles } from '../../components/fromOutside';
import { ProgressOverlay } from '../../components/ProgressOverlay';
import { speak } from '../../components/speak';
import { showChanged } from '../../notice';
import { takeHanded, usePastedCells } from '../../components/pasted';
import { rename, usePlace } from '../../place';
import classes from './Intake.module.css';
import { Preview } from './Preview';
import { Result } from './Result';
import { Start } from './Start';
import { usePlanning } from './usePlanning';
import { fileName, nothingSettled, subjects, useWork, type Work } from './work';

/** Brings in files from outside: choose, look, commit. `/intake/<subject>` begins with that subject; an import that is looked at stays. */
export default function IntakePage() {
  const { t } = useTranslation('import');
  const state = useWork();
  const { work, change } = state;
  const planning = usePlanning(state);
  const { plan } = planning;
  const [refusedFiles, setRefusedFiles] = useState<readonly string[]>([]);
  const stage = work.committed ? 'result' : work.plan ? 'preview' : 'start';

  const begin = useCallback(
    (source: Pick<Work, 'files' | 'pasted'> & Partial<Work>) => {
      setRefusedFiles([]);
      void plan({ ...nothingSettled, ...source });
    },
    [plan],
  );
  const take = useCallback(
    (paths: readonly string[]) => {
      if (paths.length === 0 || planning.running) return;
      if (stage !== 'preview' || work.pasted !== '') return begin({ files: paths, pasted: '' });
      // Two files of one name could not be told apart in what is said about them.
      const own = new Set(work.files.map(fileName));
      const added = paths.filter((path) => !work.files.includes(path));
      setRefusedFiles(added.filter((path) => own.has(fileName(path))).map(fileName));
      void plan({ files: [...work.files, ...added.filter((path) => !own.has(fileName(path)))] });
    },
    [begin, plan, planning.running, stage, work.files, work.pasted],
  );
  const { id } = usePlace('/intake');
  const asked = subjects.find((subject) => subject === id);
  useEffect(() => {
    if (!state.ready || id === null) return;
    const pasted = takeHanded();
    const fresh = { ...nothingSettled, files: [], pasted, plan: null, committed: null };
    if (asked !== undefined && stage !== 'preview') {
      change({ ...fresh, subject: asked });
      if (pasted !== '') void plan({ ...fresh, subject: asked });
    } else if (pasted !== '') showChanged({ changed: 0, message: t('pasteLater'), undo: undefined });
    rename('/intake');
  }, [state.ready, id, asked, stage, change, plan, t]);
  const over = useDroppedFiles(take);
  usePastedCells(
    useCallback((pasted: string) => begin({ files: [], pasted }), [begin]),
    state.ready && stage !== 'preview' && !planning.running,
  );

  const commit = useTask('intake.commit', { title: t('committing'), quiet: true });
  const giveBack = useTask('intake.giveBack', { title: t('givingBack') });
  const give = useCallback(
    async (sessionId: string, onlyProblemRows: boolean) => {
      const reply = await giveBack.run({ sessionId, file: '', onlyProblemRows });
      const files = reply.ok ? reply.data.files : [];
      const file = files.at(-1);
      if (file !== undefined) showSaved(files.length === 1 ? t('saved', { file }) : t('savedMany', { count: files.length, file }), file);
    },
    [giveBack, t],
  );
  const working = [planning, commit, giveBack].find(({ running }) => running);
  const title = planning.running ? t('planning') : commit.running ? t('committing') : t('givingBack');

  if (!state.ready) return null;
  return (
    <div className={classes.page}>
      {stage === 'result' ? (
        <Result state={state} planning={planning} onGiveBack={give} />
      ) : stage === 'preview' ? (
        <Preview state={state} planning={planning} commit={commit} onGiveBack={give} onTake={take} sameNames={refusedFiles} />
      ) : (
        <Start
          subject={work.subject}
          onSubject={(subject) => change({ subject })}
          onTake={take}
          onTakeUp={begin}
          failure={planning.failure}
        />
      )}
      <DropOver over={over} text={t(stage === 'preview' ? 'dropMore' : 'dropNow')} />
      <ProgressOverlay
        running={working !== undefined}
        title={title}
        done={working?.done}
        step={working && working.step !== '' ? speak(t, `step.${working.step}`, { defaultValue: '' }) : ''}
        {...(working ? { onCancel: working.cancel } : {})}
      />
    </div>
  );
}
