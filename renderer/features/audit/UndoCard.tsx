import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { redo, undo, useApi } from '../../api';
import { Needs } from '../../components/Needs';
import { speak } from '../../components/speak';
import classes from './Audit.module.css';

/** What undo and redo would do now, and what bars the way. */
export function UndoCard() {
  const { t, i18n } = useTranslation('audit');
  const { data } = useApi('history.state', {}, { keep: true });
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const what = (step: { command: string; at: number }) =>
    t('undo.step', { what: speak(t, `command:${step.command}`, { defaultValue: step.command }), at: moment.format(step.at) });
  return (
    <section className={classes.card} aria-label={t('undo.title')}>
      <div className={classes.cardHead}>
        <h2>{t('undo.title')}</h2>
        <div className={classes.buttons}>
          <Needs needs="history.undo">
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              disabled={!data?.undo}
              onClick={() => void undo()}
            >
              {t('undo.undoButton')}
            </Button>
          </Needs>
          <Needs needs="history.redo">
            <Button
              variant="default"
              leftSection={<IconArrowForwardUp size={16} aria-hidden />}
              disabled={!data?.redo}
              onClick={() => void redo()}
            >
              {t('undo.redoButton')}
            </Button>
          </Needs>
        </div>
      </div>
      {data && (
        <div className={classes.lines}>
          {data.undo && <p>{t('undo.next', { what: what(data.undo) })}</p>}
          {data.redo && <p>{t('undo.redo', { what: what(data.redo) })}</p>}
          {data.barrier && <p className={classes.quiet}>{t('undo.barrier', { what: what(data.barrier) })}</p>}
          {!data.undo && !data.redo && !data.barrier && <p className={classes.quiet}>{t('undo.nothing')}</p>}
        </div>
      )}
    </section>
  );
}
