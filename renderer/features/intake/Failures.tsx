import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../api';
import { failureText } from '../../components/failureText';
import { speak } from '../../components/speak';
import type { Plan } from './work';

interface FailuresProps {
  failures: Plan['failures'];
  /** Why the files could not be read again. */
  failure: Failure | undefined;
  sameNames: readonly string[];
  onDrop: ((file: string) => void) | undefined;
  /** Leads to where the head of a sheet is stated. */
  onSheets: () => void;
  /** Another way out, beside leaving files away. */
  children?: ReactNode;
}

/** Files that cannot be taken in, each with its reason and what to do; while there is one, nothing can be imported. */
export function Failures({ failures, failure, sameNames, onDrop, onSheets, children }: FailuresProps) {
  const { t } = useTranslation('import');
  if (failures.length === 0 && !failure && sameNames.length === 0) return null;
  return (
    <Alert
      color="wine"
      variant="light"
      p="xs"
      icon={<IconAlertTriangle size={20} />}
      role="alert"
      title={failures.length > 0 ? t('failures.title', { count: failures.length }) : undefined}
    >
      <List size="sm" listStyleType="none" spacing={6}>
        {failures.map(({ key, params }, index) => (
          <List.Item key={`${key} ${params['file']} ${index}`}>
            <Group gap="xs">
              <Text size="sm" style={{ flex: 1, minWidth: '16rem' }}>
                {speak(t, `intake:failure.${key}`, { ...params, file: params['file'] === 'pasted' ? t('pasted') : params['file'] })}
              </Text>
              {key === 'noTable' && (
                <Button size="compact-sm" variant="default" onClick={onSheets}>
                  {t('failures.settle')}
                </Button>
              )}
              {children}
              {onDrop && (
                <Button size="compact-sm" variant="default" onClick={() => onDrop(String(params['file']))}>
                  {t('failures.drop')}
                </Button>
              )}
            </Group>
          </List.Item>
        ))}
        {failure && <List.Item>{failureText(t, failure)}</List.Item>}
        {sameNames.length > 0 && <List.Item>{t('failures.sameName', { files: sameNames.join(t('comma')) })}</List.Item>}
      </List>
    </Alert>
  );
}
