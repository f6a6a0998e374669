import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './AppFrame.module.css';

interface AppFrameProps {
  topBar: ReactNode;
  nav: ReactNode;
  children: ReactNode;
}

/** Top bar, navigation, page. */
export function AppFrame({ topBar, nav, children }: AppFrameProps) {
  const { t } = useTranslation('component');
  return (
    <div className={classes.frame}>
      <a
        className={classes.skip}
        href="#page"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('page')?.focus();
        }}
      >
        {t('frame.skip')}
      </a>
      <div className={classes.top}>{topBar}</div>
      {nav}
      <main className={classes.page} id="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
