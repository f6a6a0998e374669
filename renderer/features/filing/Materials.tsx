import { ActionIcon, Checkbox, Chip, Group, NumberInput, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import panes from './Filing.module.css';
import type { Enclosed } from './letter';
import { filesOf } from './packing';
import { MaterialFiles } from './MaterialFiles';
import type { Issued } from './papers';
import classes from './Package.module.css';
import { StateBadge } from './StateBadge';

interface MaterialsProps {
  /** Papers that may go along. */
  papers: readonly Issued[];
  formatsOf: (code: string) => readonly FilingFormat[];
  enclosed: readonly Enclosed[];
  onChange: (enclosed: Enclosed[]) => void;
  /** Papers that have a signed and sealed scan. */
  scanned: ReadonlySet<string>;
  /** The letter names them already: only their formats can still be chosen. */
  isFixed: boolean;
}

/** Papers that go along, in their order and formats. */
export function Materials({ papers, formatsOf, enclosed, onChange, scanned, isFixed }: MaterialsProps) {
  const { t } = useTranslation('filing');
  const taken = enclosed.flatMap((entry) => papers.filter(({ id }) => id === entry.id));
  const rest = isFixed ? [] : papers.filter(({ id }) => !enclosed.some((entry) => entry.id === id));
  // Papers of one name differ by whom they were made for.
  const about = ({ period, addressee }: Issued) =>
    [period, addressee && t('materials.for', { name: addressee })].filter((part) => part !== '').join(' · ');
  const patch = (id: string, change: Partial<Enclosed>) =>
    onChange(enclosed.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
  const move = (index: number, by: 1 | -1) => {
    const next = [...enclosed];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    onChange(next);
  };
  return (
    <section aria-label={t('materials.title')}>
      <h2 className={panes.paneTitle}>{t('materials.title')}</h2>
      {papers.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('materials.none')}
        </Text>
      )}
      <ol className={classes.materials}>
        {taken.map((filing, index) => {
          const entry = enclosed.find(({ id }) => id === filing.id) as Enclosed;
          const { formats: chosen, scan } = filesOf(entry, scanned.has(filing.id));
          const choose = (formats: FilingFormat[], withScan: boolean) => {
            if (formats.length > 0 || withScan || entry.formId)
              patch(filing.id, { formats, ...(scanned.has(filing.id) ? { scan: withScan } : {}) });
          };
          return (
            <li key={filing.id}>
              <Group gap={6} wrap="nowrap" align="flex-start">
                <Checkbox
                  checked
                  disabled={isFixed}
                  aria-label={t('materials.take', { number: filing.number, title: filing.title })}
                  onChange={() => onChange(enclosed.filter(({ id }) => id !== filing.id))}
                  mt={2}
                />
                <div className={classes.material}>
                  <b>{filing.number}</b> {filing.title}
                  <Text size="xs" c="dimmed">
                    {about(filing)}
                  </Text>
                </div>
                {!isFixed && (
                  <>
                    <ActionIcon
                      disabled={index === 0}
                      onClick={() => move(index, -1)}
                      aria-label={t('materials.up', { number: filing.number })}
                    >
                      <IconArrowUp size={15} />
                    </ActionIcon>
                    <ActionIcon
                      disabled={index === taken.length - 1}
                      onClick={() => move(index, 1)}
                      aria-label={t('materials.down', { number: filing.number })}
                    >
                      <IconArrowDown size={15} />
                    </ActionIcon>
                  </>
                )}
              </Group>
              <MaterialFiles
                filing={filing}
                formats={formatsOf(filing.code)}
                chosen={chosen}
                onFormats={(formats) => choose(formats, scan)}
                formId={entry.formId ?? null}
                onForm={(formId) => patch(filing.id, { formId })}
              >
                {scanned.has(filing.id) && (
                  <Chip size="xs" checked={scan} onChange={(on) => choose([...chosen], on)}>
                    {t('materials.scan')}
                  </Chip>
                )}
                <NumberInput
                  size="xs"
                  w="4.75rem"
                  hideControls
                  min={1}
                  max={99}
                  disabled={isFixed}
                  suffix={t('materials.copies')}
                  aria-label={t('materials.copiesOf', { number: filing.number })}
                  value={entry.copies}
                  onChange={(copies) => {
                    if (typeof copies === 'number' && copies >= 1) patch(filing.id, { copies });
                  }}
                />
              </MaterialFiles>
            </li>
          );
        })}
        {rest.map((filing) => (
          <li key={filing.id} data-rest>
            <Group gap={6} wrap="nowrap" align="flex-start">
              <Checkbox
                checked={false}
                aria-label={t('materials.take', { number: filing.number, title: filing.title })}
                onChange={() => onChange([...enclosed, { id: filing.id, formats: [...formatsOf(filing.code)], copies: 1 }])}
                mt={2}
              />
              <div className={classes.material}>
                <b>{filing.number}</b> {filing.title}
                <Group gap={6}>
                  <Text size="xs" c="dimmed">
                    {about(filing)}
                  </Text>
                  <StateBadge state={filing.state} />
                </Group>
              </div>
            </Group>
          </li>
        ))}
      </ol>
    </section>
  );
}
