import { Button, Group, NumberInput, ScrollArea } from '@mantine/core';
import { IconArrowsSplit2, IconListCheck, IconPlus, IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undo, useApi, useCommand, type Data } from '../../api';
import { useToday } from '../../choices';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { SimpleTable } from '../../components/SimpleTable';
import { showChanged } from '../../notice';
import { LetterTabs } from './LetterTabs';
import { TargetDialog } from './TargetDialog';
import { TargetLibraryDialog } from './TargetLibraryDialog';

type Target = Data<'target.list'>[number];

/** 年度目标指标: those of the enterprise, of departments and of posts. */
export function TargetList() {
  const { t } = useTranslation(['letter', 'term']);
  const today = useToday();
  const [stated, setYear] = useState<number | null>(null);
  const year = stated ?? Number(today.slice(0, 4));
  const isYear = year >= 2000 && year <= 2199;
  const { data: targets = [] } = useApi(
    'target.list',
    { year },
    { enabled: isYear, keep: true, subjects: ['yearTarget', 'department', 'departmentName', 'post'] },
  );
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const [open, setOpen] = useState<Target | 'new' | null>(null);
  const [choosing, setChoosing] = useState(false);
  const cascade = useCommand('target.cascade', { done: false });
  const copy = useCommand('target.copyYear');
  const bringDown = async () => {
    const reply = await cascade.run({ year, departmentIds: departments.map(({ id }) => id) });
    if (reply.ok)
      showChanged({
        changed: reply.data.changed,
        message: t('target.cascaded', { count: reply.data.value.made }),
        undo: reply.data.step === null ? undefined : () => void undo(),
      });
  };
  const libraryButton = (
    <Needs needs="target.addFromLibrary">
      <Button variant="default" disabled={!isYear} leftSection={<IconListCheck size={15} aria-hidden />} onClick={() => setChoosing(true)}>
        {t('target.library.button')}
      </Button>
    </Needs>
  );
  const newButton = (
    <Needs needs="target.create">
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
        {t('target.new')}
      </Button>
    </Needs>
  );
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        {targets.some(({ level }) => level === 'enterprise') && departments.length > 0 && (
          <Needs needs="target.cascade">
            <Button
              variant="default"
              leftSection={<IconArrowsSplit2 size={15} aria-hidden />}
              loading={cascade.pending}
              onClick={() => void bringDown()}
            >
              {t('target.cascade')}
            </Button>
          </Needs>
        )}
        {targets.length > 0 && libraryButton}
        {newButton}
      </PageHead>
      <LetterTabs at="target">
        <NumberInput
          size="xs"
          w="6rem"
          aria-label={t('target.year')}
          value={year}
          min={2000}
          max={2199}
          allowDecimal={false}
          onChange={(value) => setYear(Number(value))}
        />
      </LetterTabs>
      <ScrollArea flex={1} px="md">
        <SimpleTable<Target>
          label={t('tab.target')}
          rows={targets}
          keyOf={({ id }) => id}
          onOpen={setOpen}
          openKey={open !== null && open !== 'new' ? open.id : null}
          columns={[
            { id: 'level', title: t('target.level'), width: '6rem', render: ({ level }) => t(`term:targetLevel.${level as 'post'}`) },
            {
              id: 'whose',
              title: t('target.whose'),
              width: '14rem',
              render: ({ department, post }) => [department, post].filter(Boolean).join(' ') || t('target.enterprise'),
            },
            { id: 'name', title: t('target.name'), render: ({ name }) => name },
            { id: 'value', title: t('target.value'), width: '8rem', render: ({ value }) => value },
            { id: 'criteria', title: t('target.criteria'), render: ({ criteria }) => criteria },
            { id: 'kind', title: t('target.kind'), width: '6rem', render: ({ kind }) => t(`term:targetKind.${kind as 'result'}`) },
          ]}
          empty={
            <EmptyState
              title={t('target.emptyTitle', { year })}
              text={t('target.emptyText')}
              icon={<IconTarget size={32} stroke={1.4} aria-hidden />}
            >
              <Group gap="xs">
                <Needs needs="target.copyYear">
                  <Button variant="default" loading={copy.pending} onClick={() => void copy.run({ from: year - 1, to: year })}>
                    {t('target.copy', { year: year - 1 })}
                  </Button>
                </Needs>
                {libraryButton}
                {newButton}
              </Group>
            </EmptyState>
          }
        />
      </ScrollArea>
      {choosing && <TargetLibraryDialog year={year} onClose={() => setChoosing(false)} />}
      {open && <TargetDialog year={year} target={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}
