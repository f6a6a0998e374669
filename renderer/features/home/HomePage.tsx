import { Alert, Button, Text } from '@mantine/core';
import { IconBulb, IconCloudExclamation, IconFileAlert, IconFlask } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useApi } from '../../api';
import { PageHead } from '../../components/PageHead';
import { periodText } from '../../components/periodText';
import { Refused } from '../../components/Refused';
import { go } from '../../place';
import { Agenda } from './Agenda';
import { agendaOf } from './agenda';
import { AheadCard } from './AheadCard';
import { Coverage } from './Coverage';
import classes from './Home.module.css';
import { Levels } from './Levels';
import { remarksOf } from './remark';
import { Trend } from './Trend';
import { UnsavedCard } from './UnsavedCard';

/** 今日: what is due, what is missing, how the risks stand and how they moved. */
export default function HomePage() {
  const { t, i18n } = useTranslation('home');
  const summary = useApi('home.summary', {}, { keep: true });
  const state = useApi('workspace.state', {}, { subjects: ['enterprise'] }).data;
  const spread = useApi('risk.spread', { filter: {} }, { keep: true }).data;
  const departments = useApi('department.list', {}, { keep: true }).data;
  const remarks = useMemo(() => {
    if (!summary.data || !spread || !departments) return [];
    return remarksOf(summary.data, spread.departments, (id) => departments.find((department) => department.id === id)?.name);
  }, [summary.data, spread, departments]);
  if (summary.isError) return <Refused failure={summary.error.failure} onRetry={() => void summary.refetch()} />;
  if (!summary.data) return null;
  const { data } = summary;
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full' }).format(new Date(`${data.today}T00:00:00`));
  const synchronisedBy = state?.open ? state.synchronisedBy : null;

  return (
    <>
      <PageHead title={t('title')} note={`${day} · ${data.enterprise.region}`}>
        <Button variant="default" onClick={() => go('/intake')}>
          {t('import')}
        </Button>
        <Button variant="default" onClick={() => go('/filing')}>
          {t('file')}
        </Button>
      </PageHead>
      <div className={classes.page}>
        {data.enterprise.isSample && (
          <Alert color="violet" variant="light" p="xs" icon={<IconFlask size={18} />}>
            <div className={classes.banner}>
              <span>{t('sample')}</span>
              <Button variant="default" size="compact-sm" onClick={() => void call('workspace.close', {})}>
                {t('leaveSample')}
              </Button>
            </div>
          </Alert>
        )}
        {state?.open && synchronisedBy !== null && (
          <Alert color="wine" variant="light" p="xs" icon={<IconCloudExclamation size={18} />}>
            <Text size="sm">{t('synchronised', { by: synchronisedBy })}</Text>
            <Text size="sm" c="dimmed">
              {t('folder', { folder: state.folder })}
            </Text>
          </Alert>
        )}
        <AheadCard />
        <UnsavedCard />
        {data.brokenFiles > 0 && (
          <Alert color="wine" variant="light" p="xs" icon={<IconFileAlert size={18} />}>
            <div className={classes.banner}>
              <span>{t('brokenFiles', { count: data.brokenFiles })}</span>
              <Button variant="default" size="compact-sm" onClick={() => go('/evidence')}>
                {t('showFiles')}
              </Button>
            </div>
          </Alert>
        )}
        {remarks.length > 0 && (
          <p className={classes.remark}>
            <IconBulb size={20} stroke={1.6} aria-hidden />
            <span>
              {remarks
                .map((remark) =>
                  t(`remark.${remark.key}`, 'period' in remark ? { ...remark, period: periodText(t, remark.period) } : { ...remark }),
                )
                .join(' ')}
            </span>
          </p>
        )}
        <div className={classes.grid}>
          <section className={classes.card} aria-label={t('agenda.title')}>
            <h2 className={classes.cardTitle}>{t('agenda.title')}</h2>
            <Agenda items={agendaOf(data)} today={data.today} isPolicy={data.policyRules.includes('V10')} onGo={go} />
          </section>
          <section className={classes.card} aria-label={t('coverage.title')}>
            <h2 className={classes.cardTitle}>{t('coverage.title')}</h2>
            <Coverage summary={data} onGo={go} />
          </section>
          <section className={classes.card} aria-label={t('trend.title')}>
            <Trend trend={data.trend} />
          </section>
          <section className={classes.card} aria-label={t('levels.title')}>
            <div className={classes.cardHead}>
              <h2 className={classes.cardTitle}>{t('levels.title')}</h2>
              <small className={classes.quiet}>{t('levels.total', { count: data.risks.total })}</small>
            </div>
            <Levels risks={data.risks} onGo={go} />
          </section>
        </div>
      </div>
    </>
  );
}
