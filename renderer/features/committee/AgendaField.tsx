import { ActionIcon, Button, Checkbox, Group, Input, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { useField } from '../../components/form/fields';
import classes from './Committee.module.css';
import { ownItems, type AgendaItem } from './meeting';

/** Most items of an agenda. */
const most = 50;

/** The agenda: ticked in the catalogue or written by oneself, in the order of the meeting, each in words that can be changed. */
export function AgendaField({ name, label }: { name: 'agenda'; label: string }) {
  const { t } = useTranslation('committee');
  const { value, onChange, frame, readOnly, input } = useField({ name, label });
  const items = value as AgendaItem[];
  const { data: library } = useApi('committee.agendaLibrary', {});
  const [isOpen, setOpen] = useState(items.length === 0);
  const [own, setOwn] = useState('');
  const isFull = items.length >= most;
  const move = (at: number, by: 1 | -1) => onChange(items.with(at, items[at + by]!).with(at + by, items[at]!));
  const buttons = (at: number) =>
    [
      { id: 'up', icon: IconArrowUp, disabled: at === 0, act: () => move(at, -1) },
      { id: 'down', icon: IconArrowDown, disabled: at === items.length - 1, act: () => move(at, 1) },
      { id: 'drop', icon: IconTrash, disabled: false, act: () => onChange(items.filter((_, other) => other !== at)) },
    ] as const;
  return frame(
    <Input.Wrapper label={label} error={input.error} labelElement="div">
      {items.length > 0 && (
        <ol className={classes.agenda}>
          {items.map((item, at) => {
            const materials = item.key === '' ? undefined : library?.items.find(({ key }) => key === item.key)?.materials;
            return (
              // Items have no identity but their place; two of them may have the same words.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at}>
                <span className={classes.number}>{at + 1}</span>
                <div>
                  <Textarea
                    size="xs"
                    autosize
                    minRows={1}
                    maxRows={4}
                    maxLength={300}
                    readOnly={readOnly}
                    aria-label={t('agenda.textOf', { no: at + 1 })}
                    value={item.text}
                    onChange={(event) => onChange(items.with(at, { ...item, text: event.currentTarget.value.replaceAll('\n', ' ') }))}
                  />
                  {materials !== undefined && <div className={classes.quiet}>{t('agenda.materials', { materials })}</div>}
                </div>
                {!readOnly && (
                  <Group gap={0} wrap="nowrap">
                    {buttons(at).map(({ id, icon: Icon, disabled, act }) => (
                      <ActionIcon
                        key={id}
                        variant="subtle"
                        color="gray"
                        disabled={disabled}
                        aria-label={t(`agenda.${id}`, { no: at + 1 })}
                        onClick={act}
                      >
                        <Icon size={14} />
                      </ActionIcon>
                    ))}
                  </Group>
                )}
              </li>
            );
          })}
        </ol>
      )}
      {!readOnly && library && (
        <Button
          size="compact-xs"
          variant="subtle"
          mb={4}
          aria-expanded={isOpen}
          leftSection={isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('agenda.library')}
        </Button>
      )}
      {!readOnly && library && isOpen && (
        <fieldset className={classes.library} aria-label={t('agenda.library')}>
          {library.items.map(({ key, text, materials }) => {
            const isOn = items.some((item) => item.key === key);
            return (
              <Checkbox
                key={key}
                size="xs"
                label={text}
                description={t('agenda.materials', { materials })}
                checked={isOn}
                disabled={!isOn && isFull}
                onChange={() => onChange(isOn ? items.filter((item) => item.key !== key) : [...items, { key, text }])}
              />
            );
          })}
          <div className={classes.quiet}>{library.source}</div>
        </fieldset>
      )}
      {!readOnly && (
        <Group gap="xs" align="flex-end">
          <Textarea
            flex={1}
            size="xs"
            autosize
            minRows={1}
            maxRows={6}
            aria-label={t('agenda.own')}
            placeholder={t('example.agenda')}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
          <Button
            size="xs"
            variant="default"
            disabled={own.trim() === '' || isFull}
            onClick={() => {
              onChange([...items, ...ownItems(own)].slice(0, most));
              setOwn('');
            }}
          >
            {t('agenda.add')}
          </Button>
        </Group>
      )}
    </Input.Wrapper>,
  );
}
