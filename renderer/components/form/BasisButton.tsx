import { Popover, Stack, Text } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FormPanel.module.css';

/** Why a field is asked for, and how it is filled. */
export interface Basis {
  /** Law, article and what it demands, in own words. */
  law: string;
  example?: string;
}

interface BasisButtonProps {
  basis: Basis;
  /** Label of the field. */
  field: string;
  ref: Ref<HTMLButtonElement>;
}

/**
 * The small 依据 at the end of a label's line, behind which law and example stand. Tab passes it by, from field to field;
 * the keyboard opens it with F1 in the field.
 */
export function BasisButton({ basis, field, ref }: BasisButtonProps) {
  const { t } = useTranslation('component');
  return (
    <Popover trapFocus returnFocus width={320} position="bottom-end">
      <Popover.Target>
        <button
          ref={ref}
          type="button"
          tabIndex={-1}
          className={classes.basis}
          aria-label={t('field.basisOf', { field })}
          aria-keyshortcuts="F1"
        >
          {t('field.basis')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text size="sm">{basis.law}</Text>
          {basis.example && (
            <Text size="sm" c="dimmed">
              {t('field.example', { example: basis.example })}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
