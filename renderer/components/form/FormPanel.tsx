import { Button, Group, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../db/domain/rule';
import { Findings } from '../Findings';
import { useAllowed } from '../Needs';
import { FormContext, isConfirming } from './context';
import classes from './FormPanel.module.css';
import { useDraft, type DraftMemory } from './useDraft';

/** What the user wants after saving: keep the record open, begin the next one, or close. */
export type AfterSave = 'stay' | 'next' | 'close';

interface FormPanelProps<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  /** Read out as the form's name. */
  label: string;
  /** From the rules and from the last refusal; each stands beside its field, those whose field is not shown at the top. */
  findings?: readonly Finding[];
  pending?: boolean;
  onSave: (values: Values, after: AfterSave) => void | Promise<void>;
  onCancel?: () => void;
  /** Offers 保存并继续下一条. */
  hasNext?: boolean;
  /** Keeps what is typed until it is saved. */
  draft?: DraftMemory<Values>;
  /** What follows from the fields (score, level, due date); stays visible above the buttons. */
  live?: ReactNode;
  /** Verb on the main button; 保存 when absent. */
  verb?: string;
  readOnly?: boolean;
  /** Procedure that saves: whoever may not call it reads only, and is told so. */
  needs?: string;
  /** A new record: the keyboard is in its first field. */
  isNew?: boolean;
  /** More buttons, left. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One column of fields. Ctrl+S saves, Ctrl+Enter saves and begins the next; what is typed survives a crash. */
export function FormPanel<Values extends Record<string, unknown>>({
  form,
  label,
  findings = [],
  pending = false,
  onSave,
  onCancel,
  hasNext = false,
  draft,
  live,
  verb,
  readOnly: isClosed = false,
  needs,
  isNew = false,
  actions,
  children,
}: FormPanelProps<Values>) {
  const { t } = useTranslation('component');
  const isAllowed = useAllowed(needs);
  const readOnly = isClosed || !isAllowed;
  const element = useRef<HTMLFormElement>(null);
  const restored = useDraft(form, draft);
  const [beside, setBeside] = useState<readonly string[]>([]);
  const show = useCallback((name: string) => {
    setBeside((names) => [...names, name]);
    return () => setBeside((names) => names.filter((other) => other !== name));
  }, []);
  const save = async (after: AfterSave) => {
    if (pending || readOnly) return;
    // What was typed last is kept before the answer comes: after it a draft that is still waiting would come back to life.
    restored.keep();
    if (!form.validate().hasErrors) await onSave(form.getValues(), after);
    requestAnimationFrame(() => {
      // After a refusal the keyboard goes to the first field that was refused; for the next record it begins anew.
      const refused = element.current?.querySelector<HTMLElement>('[aria-invalid=true]');
      if (refused) refused.focus();
      else if (after === 'next') focusFirst(element.current);
    });
  };
  useEffect(() => {
    if (isNew) focusFirst(element.current);
  }, [isNew]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const mod = event.ctrlKey || event.metaKey;
    if (mod && event.key.toLowerCase() === 's') {
      event.preventDefault();
      void save('stay');
    } else if (mod && event.key === 'Enter') {
      event.preventDefault();
      void save(hasNext ? 'next' : 'stay');
    }
    // Enter in a single line field neither submits nor moves: people confirm pinyin with it.
    else if (event.key === 'Enter' && isConfirming(event.target)) event.preventDefault();
  };
  const general = findings.filter(({ field }) => field === undefined || !beside.includes(field));

  return (
    <FormContext value={{ form: form as never, findings, readOnly, show }}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+S works in every field of the form */}
      <form
        ref={element}
        className={classes.form}
        aria-label={label}
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          void save('stay');
        }}
      >
        <div className={classes.fields}>
          {restored.isRestored && (
            <Group className={classes.draft} justify="space-between" gap="xs" component="output">
              <Text size="sm">{t('form.restored')}</Text>
              <Button size="compact-xs" variant="default" onClick={restored.discard}>
                {t('form.discard')}
              </Button>
            </Group>
          )}
          <Findings findings={general} />
          {children}
        </div>
        {(!readOnly || live || !isAllowed) && (
          <div className={classes.foot}>
            {live}
            {!isAllowed && (
              <Text size="xs" c="dimmed">
                {t('readOnly')}
              </Text>
            )}
            {!readOnly && (
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Group gap="xs">
                  {actions}
                  <Text size="xs" c="dimmed" component="output">
                    {form.isDirty() ? (restored.isKept ? t('form.kept') : t('form.unsaved')) : ''}
                  </Text>
                </Group>
                <Group gap="xs" wrap="nowrap">
                  {onCancel && (
                    <Button variant="default" onClick={onCancel}>
                      {t('form.cancel')}
                    </Button>
                  )}
                  {hasNext && (
                    <Button variant="default" loading={pending} onClick={() => void save('next')} aria-keyshortcuts="Control+Enter">
                      {t('form.saveNext')}
                    </Button>
                  )}
                  <Button type="submit" loading={pending} aria-keyshortcuts="Control+S">
                    {verb ?? t('form.save')}
                  </Button>
                </Group>
              </Group>
            )}
          </div>
        )}
      </form>
    </FormContext>
  );
}

function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>(`.${classes.fields} :is(input, textarea, select):not(:disabled)`)?.focus();
}
