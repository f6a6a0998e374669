import { Button, Group, Modal, NativeSelect, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import type { Column } from '../../components/table/layout';
import { writable, type WritableColumn } from './cells';
import { accidentWords, findOwners, type DepartmentChoice } from './choices';
import type { Choices } from '../../choices';
import type { RiskRow } from './grading';
import { planPaste, type Mapping, type PlannedRow, type ProposedMapping } from './paste';
import classes from './RiskPage.module.css';
import type { Change } from './useCellEdits';

/** A block from Excel or WPS together with the rows it is laid over. */
export interface Pasted extends ProposedMapping {
  rows: readonly RiskRow[];
}

interface PasteDialogProps {
  /** Null: closed. */
  pasted: Pasted | null;
  columns: readonly Column<RiskRow>[];
  tree: readonly DepartmentChoice[];
  choices: Choices | undefined;
  pending: boolean;
  onWrite: (changes: Change[]) => void;
  onClose: () => void;
}

const shownRows = 100;

/** Shows which column goes where and what each cell would become before anything is written. */
export function PasteDialog({ pasted, ...rest }: PasteDialogProps) {
  const { t } = useTranslation(['risk', 'term']);
  return (
    <Modal opened={pasted !== null} onClose={rest.onClose} title={t('paste.title')} size="85%">
      {pasted && <Preview pasted={pasted} {...rest} />}
    </Modal>
  );
}

function Preview({ pasted, columns, tree, choices, pending, onWrite, onClose }: PasteDialogProps & { pasted: Pasted }) {
  const { t } = useTranslation(['risk', 'term']);
  const { data: scales } = useApi('risk.scales', {}, { subjects: ['enterprise'] });
  const [mapping, setMapping] = useState<Mapping>(pasted.mapping);
  const owners = useOwnersIn(pasted, mapping);
  const plan = useMemo(
    () =>
      scales && owners
        ? planPaste(
            pasted.rows,
            pasted.block.cells,
            mapping,
            { departments: new Map(tree.map(({ name, id }) => [name, id])), owners, accidentCodes: accidentWords(choices).stored },
            scales,
          )
        : [],
    [pasted, mapping, tree, choices, scales, owners],
  );
  const changes = plan.filter((row) => row.changes);
  const faults = plan.flatMap(({ cells }) => cells.filter(({ fault }) => fault !== null)).length;
  const beyond = pasted.block.cells.length - pasted.rows.length;
  // One column is written once: choosing it here takes it away elsewhere.
  const choose = (at: number, column: WritableColumn | null) =>
    setMapping(mapping.map((was, index) => (index === at ? column : was === column ? null : was)));
  return (
    <Stack gap="sm">
      <Text size="sm">{t('paste.text', { rows: Math.min(pasted.rows.length, pasted.block.cells.length) })}</Text>
      <ScrollArea.Autosize mah="24rem" type="auto">
        <table className={classes.paste}>
          <thead>
            <tr>
              <th scope="col">{t('term:field.riskNo')}</th>
              {mapping.map((column, at) => (
                <th scope="col" key={at}>
                  <NativeSelect
                    size="xs"
                    aria-label={t('paste.column', { column: pasted.block.head?.[at] || String(at + 1) })}
                    value={column ?? ''}
                    onChange={(event) =>
                      choose(at, event.currentTarget.value === '' ? null : (event.currentTarget.value as WritableColumn))
                    }
                    data={[
                      { value: '', label: t('paste.leaveOut') },
                      ...writable.map((value) => ({ value, label: t(`term:field.${value}`) })),
                    ]}
                  />
                  {pasted.block.head?.[at] && (
                    <Text size="xs" c="dimmed" truncate maw="10rem">
                      {t('paste.head', { title: pasted.block.head[at] })}
                    </Text>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pasted.rows.slice(0, Math.min(shownRows, pasted.block.cells.length)).map((row, index) => (
              <Line key={row.id} row={row} given={pasted.block.cells[index] ?? []} mapping={mapping} plan={plan[index]} columns={columns} />
            ))}
          </tbody>
        </table>
      </ScrollArea.Autosize>
      {pasted.block.cells.length > shownRows && (
        <Text size="sm" c="dimmed">
          {t('paste.firstRows', { count: shownRows })}
        </Text>
      )}
      {beyond > 0 && (
        <Text size="sm" c="var(--text-attention)">
          {t('paste.beyond', { count: beyond })}
        </Text>
      )}
      {faults > 0 && (
        <Text size="sm" c="var(--text-attention)">
          {t('paste.faults', { count: faults })}
        </Text>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('paste.undo')}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            loading={pending}
            disabled={changes.length === 0}
            onClick={() => onWrite(changes.map(({ row, patch }) => ({ row, patch })))}
            data-autofocus
          >
            {t('paste.write', { count: changes.length })}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

interface LineProps {
  row: RiskRow;
  given: readonly string[];
  mapping: Mapping;
  plan: PlannedRow | undefined;
  columns: readonly Column<RiskRow>[];
}

function Line({ row, given, mapping, plan, columns }: LineProps) {
  const { t } = useTranslation(['risk', 'term']);
  return (
    <tr>
      <th scope="row">{row.riskNo}</th>
      {mapping.map((column, at) => {
        const fault = plan?.cells.find((cell) => cell.column === column)?.fault ?? null;
        const former = column === null ? '' : (columns.find(({ id }) => id === column)?.text(row) ?? '');
        const words = fault === null ? undefined : t(`cell.${fault}`, { value: given[at] });
        return (
          <td key={at} data-out={column === null || undefined} data-fault={fault ?? undefined} title={given[at]}>
            <span>{given[at]}</span>
            {column !== null && fault === null && former !== '' && former !== given[at] && (
              <small className={classes.former}>{t('paste.former', { text: former })}</small>
            )}
            {words && (
              <small>
                <IconAlertCircle size={12} aria-hidden /> {words}
              </small>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** People and posts named in the column of owners; undefined until they are looked up. */
function useOwnersIn({ block }: Pasted, mapping: Mapping) {
  const at = mapping.indexOf('owner');
  const names = useMemo(() => (at < 0 ? [] : block.cells.map((row) => row[at] ?? '')), [block, at]);
  const [owners, setOwners] = useState<Awaited<ReturnType<typeof findOwners>>>();
  useEffect(() => {
    let current = true;
    findOwners(names).then(
      (found) => {
        if (current) setOwners(found);
      },
      () => {
        if (current) setOwners(new Map());
      },
    );
    return () => {
      current = false;
    };
  }, [names]);
  return owners;
}
