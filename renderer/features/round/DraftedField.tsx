import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormScene } from '../../components/form/context';
import { LongField } from '../../components/form/fields';
import classes from './Round.module.css';

interface DraftedFieldProps {
  /** Name of the text in the form; empty lets the drafted one stand. */
  name: string;
  label: string;
  drafted: string;
}

/** The drafted text beside the one that a person writes; what was typed is never written over. */
export function DraftedField({ name, label, drafted }: DraftedFieldProps) {
  const { t } = useTranslation('round');
  const { form, readOnly } = useFormScene();
  const own = form.getValues()[name] as string;
  if (readOnly)
    return (
      <section>
        <Text component="h2" fw={600} size="sm" m={0} mb="xs">
          {label}
        </Text>
        <div className={classes.drafted}>{own || drafted}</div>
      </section>
    );
  return (
    <div className={classes.columns}>
      <section>
        <Text component="h2" fw={600} size="sm" m={0} mb="xs">
          {t('conclusion.drafted')}
        </Text>
        <div className={classes.drafted}>{drafted}</div>
        <Text size="xs" c="dimmed" mt={4}>
          {t('conclusion.draftedNote')}
        </Text>
      </section>
      <section>
        <LongField name={name} label={label} placeholder={t('conclusion.placeholder')} max={20_000} minRows={7} />
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant="default" onClick={() => form.setFieldValue(name, own === '' ? drafted : '')}>
            {t(own === '' ? 'conclusion.begin' : 'conclusion.restore')}
          </Button>
          <Text size="xs" c="dimmed">
            {t(own === '' ? 'conclusion.usesDraft' : 'conclusion.usesOwn')}
          </Text>
        </Group>
      </section>
    </div>
  );
}
