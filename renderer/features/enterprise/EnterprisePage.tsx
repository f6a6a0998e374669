import { useMemo } from 'react';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { enterpriseLater } from '../../../db/domain/enterprise/enterprise';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { regionOptions } from '../../components/regionOptions';
import { Ring } from '../../components/Ring';
import { speak } from '../../components/speak';
import { useApi } from '../../api';
import { HistoryButton } from '../../history';
import classes from './Enterprise.module.css';
import { EnterpriseForm } from './EnterpriseForm';
import { goToField } from './Place';
import { RulesInForce } from './RulesInForce';

/** 企业档案: the form, what is still missing, and what the place asks for. */
export default function EnterprisePage() {
  const { t } = useTranslation('enterprise');
  const view = useApi('enterprise.get', {}, { subjects: ['enterprise'], keep: true });
  const choices = useApi('enterprise.choices', {}, { subjects: [] }).data;
  const summary = useApi('home.summary', {}, { keep: true }).data;
  const regions = useMemo(() => regionOptions(choices?.regions ?? []), [choices]);
  const sectors = useMemo(() => (choices?.sectors ?? []).map(({ id, name }) => ({ value: id, label: name })), [choices]);
  if (view.isError) return <Refused failure={view.error.failure} onRetry={() => void view.refetch()} />;
  if (!view.data || !choices) return null;
  const { missing } = view.data;
  const nameOfRegion = (code: string) => choices.regions.find((region) => region.code === code)?.name ?? code;

  return (
    <>
      <PageHead title={t('title')} note={view.data.name}>
        <HistoryButton id={view.data.id} />
      </PageHead>
      <div className={classes.columns}>
        <div className={classes.form}>
          <EnterpriseForm view={view.data} regions={regions} sectors={sectors} />
        </div>
        <aside className={classes.aside}>
          <Ring done={enterpriseLater.length - missing.length} total={enterpriseLater.length} label={t('ring.label')} />
          <div>
            <small className={classes.quiet}>{missing.length === 0 ? t('ring.complete') : t('ring.missing')}</small>
            <div className={classes.missing}>
              {missing.map((field) => (
                <UnstyledButton key={field} className={classes.chip} onClick={() => goToField(field)}>
                  {speak(t, `field.${field}`)}
                </UnstyledButton>
              ))}
            </div>
          </div>
          {summary && <RulesInForce summary={summary} nameOfRegion={nameOfRegion} />}
        </aside>
      </div>
    </>
  );
}
