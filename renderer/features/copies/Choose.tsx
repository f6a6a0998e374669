import { Button } from '@mantine/core';
import { IconFile, IconFolder } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { failureText } from '../../components/failureText';
import classes from './Copies.module.css';
import { useComparing } from './useComparing';
import { useCopyWords } from './words';

/** Which other copy: a folder or a file. */
export function Choose({ onCompared }: { onCompared: () => void }) {
  const { t } = useCopyWords();
  const { compare, running, failure, parts } = useComparing(onCompared);
  const way = (ask: 'folder' | 'file', icon: ReactNode) => (
    <section className={classes.card} aria-label={t(`choose.${ask}`)}>
      <div className={classes.way}>
        {icon}
        <div className={classes.words}>
          <h2>{t(`choose.${ask}`)}</h2>
          <p className={classes.quiet}>{t(`choose.${ask}Text`)}</p>
        </div>
        <Button variant="default" disabled={running} onClick={() => void compare({ place: '', ask })} flex="none">
          {t(`choose.${ask}Verb`)}
        </Button>
      </div>
    </section>
  );
  return (
    <div className={classes.page}>
      <p className={classes.quiet}>{t('choose.text')}</p>
      {way('folder', <IconFolder size={26} stroke={1.5} aria-hidden />)}
      {way('file', <IconFile size={26} stroke={1.5} aria-hidden />)}
      <div role="alert">{failure && <p className={classes.bad}>{failureText(t, failure)}</p>}</div>
      {parts}
    </div>
  );
}
