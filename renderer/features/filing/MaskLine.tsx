import { Anchor, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from './papers';

interface MaskLineProps {
  mask: NonNullable<Draft['mask']>;
  /** Goes back to the preview, which shows what is left. */
  onLook: () => void;
}

/** Says in one line for whom what is left out of a paper, and shows some of it as it will read. */
export function MaskLine({ mask: { authority, fields, hidden }, onLook }: MaskLineProps) {
  const { t } = useTranslation(['filing', 'term']);
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('issue.mask', { authority, fields: fields.map((field) => t(`term:maskField.${field}`)).join(t('comma')) })}
      </Text>
      {hidden.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('issue.maskNone')}
        </Text>
      ) : (
        <List size="sm">
          {hidden.map(({ kind, count, examples }) => (
            <List.Item key={kind}>
              {t('issue.maskCount', { field: t(`term:maskField.${kind}`), count })}
              <Text size="xs" c="dimmed">
                {examples
                  .map(({ text, shown }) => t('issue.maskExample', { text, shown: shown === '' ? t('issue.maskGone') : shown }))
                  .join(t('comma'))}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      <Anchor component="button" type="button" size="sm" onClick={onLook}>
        {t('issue.maskLook')}
      </Anchor>
    </div>
  );
}
