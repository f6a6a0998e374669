import { Button, CopyButton } from '@mantine/core';
import { IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Data, type Failure } from '../../api';
import { failureText } from '../../components/failureText';
import classes from './Audit.module.css';

/** Walks the chain when asked and says what it found. */
export function Verification() {
  const { t } = useTranslation('audit');
  const [running, setRunning] = useState(false);
  const [verdict, setVerdict] = useState<Data<'audit.verify'>>();
  const [failure, setFailure] = useState<Failure>();
  const verify = async () => {
    setRunning(true);
    const reply = await call('audit.verify', {});
    setRunning(false);
    setVerdict(reply.ok ? reply.data : undefined);
    setFailure(reply.ok ? undefined : reply.error);
  };
  const faults = verdict?.faults.filter(({ kind }) => kind !== 'erased') ?? [];
  return (
    <section className={classes.card} aria-label={t('verify.title')}>
      <div className={classes.cardHead}>
        <h2>{t('verify.title')}</h2>
        <Button variant="default" leftSection={<IconShieldCheck size={16} aria-hidden />} loading={running} onClick={() => void verify()}>
          {t('verify.run')}
        </Button>
      </div>
      <p className={classes.quiet}>{t('verify.text')}</p>
      <div role="status">
        {failure && <p className={classes.bad}>{failureText(t, failure)}</p>}
        {verdict && faults.length === 0 && (
          <p className={classes.good}>
            <IconCircleCheck size={18} aria-hidden />
            {verdict.rows === 0 ? t('verify.empty') : t('verify.good', { count: verdict.rows })}
          </p>
        )}
        {faults.length > 0 && <p className={classes.bad}>{t('verify.faults', { count: faults.length })}</p>}
        {verdict && verdict.faults.length > 0 && (
          <ul className={classes.faults}>
            {verdict.faults.map(({ seq, kind, subjectId = '', name = subjectId }) => (
              <li key={`${seq} ${kind} ${subjectId}`}>{t(`verify.fault.${kind}`, { seq, name })}</li>
            ))}
          </ul>
        )}
        {verdict && verdict.rows > 0 && (
          <div className={classes.head}>
            <span>{t('verify.head')}</span>
            <code>{verdict.head}</code>
            <CopyButton value={verdict.head}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {copied ? t('verify.copied') : t('verify.copy')}
                </Button>
              )}
            </CopyButton>
            <small className={classes.quiet}>{t('verify.headNote')}</small>
          </div>
        )}
      </div>
    </section>
  );
}
