import { Popover, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './FormPanel.module.css';

/** Why a field is asked for, and how it is filled. */
export interface Basis {
  /** Law, article and what it demands, in own words. */
  law: string;
  example?: string;
}

interface FieldLabelProps {
  text: string;
  basis?: Basis | undefined;
}

/** The words of a label with the small 依据 behind which law and example stand. */
export function FieldLabel({ text, basis }: FieldLabelProps) {
  return (
    <span className={classes.label}>
      {text}
      {basis && <BasisButton basis={basis} text={text} />}
    </span>
  );
}

function BasisButton({ basis, text }: { basis: Basis; text: string }) {
  const { t } = useTranslation('component');
  return (
    <Popover width={320} position="bottom-start">
      <Popover.Target>
        <button
          type="button"
          className={classes.basis}
          aria-label={t('field.basisOf', { field: text })}
          onClick={(event) => event.preventDefault()}
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
