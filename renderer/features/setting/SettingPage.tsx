import { Button } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/PageHead';
import { go } from '../../place';
import { useShortcutGroups } from '../../shortcuts';
import { About } from './About';
import { AppearanceSettings } from './AppearanceSettings';
import { DirectSettings } from './DirectSettings';
import { ScaleSettings } from './ScaleSettings';
import classes from './Setting.module.css';

const Shortcuts = lazy(() => import('../../components/Shortcuts').then(({ Shortcuts: component }) => ({ default: component })));

/** How the application looks, how risks are graded, where the data is. */
export default function SettingPage() {
  const { t } = useTranslation('setting');
  const shortcuts = useShortcutGroups();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <PageHead title={t('title')} />
      <div className={classes.page}>
        <div className={classes.column}>
          <Card title={t('appearance')}>
            <AppearanceSettings />
          </Card>
          <Card title={t('rule.title')}>
            <div className={classes.line}>
              <span className={classes.quiet}>{t('rule.text')}</span>
              <Button variant="default" onClick={() => go('/review')}>
                {t('rule.open')}
              </Button>
            </div>
          </Card>
          <Card title={t('shortcut.title')}>
            <div className={classes.line}>
              <span className={classes.quiet}>{t('shortcut.text')}</span>
              <Button variant="default" onClick={() => setShown(true)}>
                {t('shortcut.open')}
              </Button>
            </div>
          </Card>
          <Card title={t('about.title')}>
            <About />
          </Card>
        </div>
        <div className={classes.column}>
          <Card title={t('scale.title')}>
            <ScaleSettings />
          </Card>
          <Card title={t('direct.title')}>
            <DirectSettings />
          </Card>
        </div>
      </div>
      {isShown && (
        <Suspense fallback={null}>
          <Shortcuts opened onClose={() => setShown(false)} groups={shortcuts} />
        </Suspense>
      )}
    </>
  );
}

const Card = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.card}>
    <h2>{title}</h2>
    {children}
  </section>
);
