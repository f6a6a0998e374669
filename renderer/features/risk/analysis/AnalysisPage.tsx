import { Alert, Button, Group, SegmentedControl } from '@mantine/core';
import { IconListSearch, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { analyses, analysisOfKind, type Analysis } from '../../../../db/domain/point/analysis';
import type { RiskMethod } from '../../../../db/domain/risk/scale';
import { useApi } from '../../../api';
import { useChoices } from '../../../choices';
import { EmptyState } from '../../../components/EmptyState';
import { PageHead } from '../../../components/PageHead';
import { Picker } from '../../../components/Picker';
import { Refused } from '../../../components/Refused';
import { go, usePlace } from '../../../place';
import { findPoints } from '../choices';
import { AnalysisGrid } from './AnalysisGrid';
import { PrintDialog } from './PrintDialog';

/** JHA and SCL: `/analysis/<risk point>`, `/analysis/<risk point>/SCL` where it is not the usual one of its kind. */
export default function AnalysisPage() {
  const { t } = useTranslation(['analysis', 'term']);
  const { id, open } = usePlace('/analysis');
  const [pointId = '', word] = (id ?? '').split('/');
  const [method, setMethod] = useState<RiskMethod>('lec');
  const named = analyses.find((analysis) => analysis === word);
  const [printing, setPrinting] = useState(false);
  const scales = useApi('risk.scales', {}).data;
  const choices = useChoices();
  const point = useApi('analysis.get', { riskPointId: pointId, analysis: named ?? 'JHA' }, { enabled: pointId !== '' });
  const analysis: Analysis = named ?? analysisOfKind(point.data?.point.kind ?? 'activity');
  const own = useApi('analysis.get', { riskPointId: pointId, analysis }, { enabled: pointId !== '' && point.isSuccess });
  const base = own.data;
  const picker = (
    <Picker
      aria-label={t('point')}
      placeholder={t('pointText')}
      size="xs"
      options={findPoints}
      value={pointId === '' ? null : pointId}
      text={base?.point.name ?? ''}
      clearable={false}
      onPick={(picked) => open(picked)}
    />
  );
  return (
    <>
      <PageHead
        title={t('title')}
        note={base && [base.point.no, base.place || base.point.location].filter((part) => part !== '').join(' · ')}
      >
        {picker}
        {base && (
          <Group gap="xs" wrap="nowrap">
            <SegmentedControl
              size="xs"
              aria-label={t('kind')}
              data={analyses.map((value) => ({ value, label: value }))}
              value={analysis}
              onChange={(next) => open(`${pointId}/${next}`)}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('method')}
              data={(['lec', 'ls'] as const).map((value) => ({ value, label: t(`term:riskMethod.${value}`) }))}
              value={method}
              onChange={(next) => setMethod(next as RiskMethod)}
            />
            <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => setPrinting(true)}>
              {t('print')}
            </Button>
          </Group>
        )}
      </PageHead>
      {own.isError || point.isError ? (
        <Refused failure={(own.error ?? point.error)!.failure} onRetry={() => open(null)} />
      ) : pointId === '' ? (
        <EmptyState title={t('choose')} text={t('chooseText')} icon={<IconListSearch size={36} stroke={1.4} aria-hidden />}>
          <Button variant="default" onClick={() => go('/point/activity')}>
            {t('activities')}
          </Button>
          <Button variant="default" onClick={() => go('/point/equipment')}>
            {t('equipment')}
          </Button>
        </EmptyState>
      ) : base && scales && choices ? (
        <>
          {base.risks > base.lines.filter(({ risk }) => risk !== null).length && (
            <Alert mx="md" mb="xs" py={6}>
              {t('tooMany', { count: base.risks })}
            </Alert>
          )}
          <PrintDialog opened={printing} onClose={() => setPrinting(false)} analysis={analysis} pointId={pointId} />
          <AnalysisGrid key={`${pointId} ${analysis}`} base={base} analysis={analysis} method={method} scales={scales} choices={choices} />
        </>
      ) : null}
    </>
  );
}
