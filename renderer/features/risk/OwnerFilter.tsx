import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';

const OwnerDialog = lazy(() => import('./OwnerDialog').then(({ OwnerDialog: component }) => ({ default: component })));

interface OwnerFilterProps {
  /** The register shows only risks with an owner who is yet to be matched. */
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  enabled: boolean;
}

/** Shows the risks whose owner is only words, and asks whom they mean. Nothing where everybody is known. */
export function OwnerFilter({ isOn, onChange, enabled }: OwnerFilterProps) {
  const { t } = useTranslation('risk');
  const [asking, setAsking] = useState(false);
  const { data } = useApi('owner.unmatched', { limit: 1 }, { subjects: ['risk', 'riskOwner', 'person', 'post'], enabled, keep: true });
  const count = data?.total ?? 0;
  return (
    <>
      {(count > 0 || isOn) && (
        <Button
          size="xs"
          px="0.5rem"
          variant={isOn ? 'light' : 'default'}
          aria-pressed={isOn}
          leftSection={<IconUserQuestion size={14} aria-hidden />}
          onClick={() => onChange(!isOn)}
        >
          {t('filter.unmatched', { count })}
        </Button>
      )}
      {isOn && count > 0 && (
        <Button size="xs" px="0.5rem" onClick={() => setAsking(true)}>
          {t('owner.ask')}
        </Button>
      )}
      {asking && (
        <Suspense fallback={null}>
          <OwnerDialog onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
