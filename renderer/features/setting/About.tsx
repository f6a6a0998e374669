import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call, useApi } from '../../api';
import classes from './Setting.module.css';

/** Version, where the data is, and the way to another workspace. */
export function About() {
  const { t } = useTranslation('setting');
  const state = useApi('workspace.state', {}, { subjects: ['enterprise'] }).data;
  const version = useApi('workspace.choices', {}, { subjects: [] }).data?.version;
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('about.version')}</dt>
        <dd>{version}</dd>
        {state?.open && (
          <>
            <dt>{t('about.workspace')}</dt>
            <dd>{state.name}</dd>
            <dt>{t('about.folder')}</dt>
            <dd>
              <span className={classes.path}>{state.folder}</span>{' '}
              <CopyButton value={state.folder}>
                {({ copied, copy }) => (
                  <Button size="compact-xs" variant="default" onClick={copy}>
                    {copied ? t('about.copied') : t('about.copy')}
                  </Button>
                )}
              </CopyButton>
            </dd>
          </>
        )}
      </dl>
      <p className={classes.quiet}>
        {t('about.local')} {t('about.folderNote')}
      </p>
      <div>
        <Button variant="default" onClick={() => void call('workspace.close', {})}>
          {t('about.close')}
        </Button>
      </div>
    </>
  );
}
