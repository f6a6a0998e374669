import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { Contradictions, PaperLinks } from './Contradictions';

/** What to know before packing: papers that came back, and papers that contradict each other. Nothing where there is nothing to say. */
export function PackCheck({ filingIds }: { filingIds: readonly string[] }) {
  const { t } = useTranslation('filing');
  const { data } = useApi(
    'filing.packCheck',
    { filingIds: [...filingIds] },
    { keep: true, subjects: ['filing', 'filingEvent'], enabled: filingIds.length > 0 },
  );
  if (!data || filingIds.length === 0 || data.returned.length + data.contradictions.length === 0) return null;
  return (
    <Alert variant="light" color="wine" mb="sm" title={t('packCheck.title')}>
      {data.returned.map((paper) => (
        <Text size="sm" key={paper.id}>
          {t('packCheck.returned', { number: paper.number })} <PaperLinks papers={[paper]} />
        </Text>
      ))}
      <Contradictions found={data.contradictions} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('packCheck.text')}
      </Text>
    </Alert>
  );
}
