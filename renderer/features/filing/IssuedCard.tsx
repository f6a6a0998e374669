import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextStates, type FilingFormat, type FilingState } from '../../../db/domain/filing/filing';
import { showSaved, useTask } from '../../api';
import { Needs, useAllowed } from '../../components/Needs';
import { Evidence } from '../../Evidence';
import { HistoryButton } from '../../history';
import { TraceButton } from '../../trace';
import { AdvanceDialog } from './AdvanceDialog';
import classes from './Filing.module.css';
import { formatNames, type Issued } from './papers';
import { StateBadge } from './StateBadge';
import { FormFiles } from './FormFiles';
import { StateLine } from './StateLine';

interface IssuedCardProps {
  filing: Issued;
  formats: readonly FilingFormat[];
  isShown: boolean;
  /** Number of the paper that it replaced. */
  replaced: string | undefined;
  onShow: () => void;
  onReplace: () => void;
}

/** An issued paper: its number and state; opened also its files, its way so far and what can be done with it. */
export function IssuedCard({ filing, formats, isShown, replaced, onShow, onReplace }: IssuedCardProps) {
  const { t } = useTranslation('filing');
  const { number, state, compiledOn, period, title, gapReason } = filing;
  const [advancing, setAdvancing] = useState<'next' | 'voided' | null>(null);
  const next = nextStates(state);
  const ordinary = next.filter((to) => to !== 'replaced' && to !== 'voided');
  return (
    <>
      <UnstyledButton className={classes.cardHead} onClick={onShow} aria-expanded={isShown}>
        <Group gap={6} justify="space-between" wrap="nowrap">
          <b>{number}</b>
          <StateBadge state={state} />
        </Group>
        <Text size="xs" c="dimmed" component="span" className={classes.meta}>
          <span>{period || title}</span>
          <span>{t('issued.compiledOn', { day: compiledOn })}</span>
        </Text>
      </UnstyledButton>
      {isShown && (
        <div className={classes.cardBody}>
          <Files filing={filing} formats={formats} />
          <FormFiles filing={filing} />
          <StateLine number={number} state={state} events={filing.events} />
          {replaced !== undefined && <Text size="xs">{t('issued.replaces', { number: replaced })}</Text>}
          {gapReason !== '' && <Text size="xs">{t('issued.gapReason', { reason: gapReason })}</Text>}
          <Evidence subject="filing" subjectId={filing.id} />
          <Group gap={6}>
            <TraceButton subject="filing" id={filing.id} />
            <HistoryButton id={filing.id} />
            {ordinary.length > 0 && (
              <Needs needs="filing.advanceAll">
                <Button size="compact-sm" onClick={() => setAdvancing('next')}>
                  {t('advance.button')}
                </Button>
              </Needs>
            )}
            {next.includes('replaced') && (
              <Needs needs="filing.issue">
                <Button size="compact-sm" variant="default" onClick={onReplace}>
                  {t('replace.button')}
                </Button>
              </Needs>
            )}
            {next.includes('voided') && (
              <Needs needs="filing.advanceAll">
                <Button size="compact-sm" variant="subtle" color="wine" onClick={() => setAdvancing('voided')}>
                  {t('void.button')}
                </Button>
              </Needs>
            )}
          </Group>
        </div>
      )}
      <AdvanceDialog
        opened={advancing !== null}
        filings={[filing]}
        states={advancing === 'voided' ? (['voided'] satisfies FilingState[]) : ordinary}
        onClose={() => setAdvancing(null)}
      />
    </>
  );
}

/** One line per format: open it, or save a copy somewhere. What was made once is kept and stays the same. */
function Files({ filing, formats }: Pick<IssuedCardProps, 'filing' | 'formats'>) {
  const { t } = useTranslation('filing');
  const render = useTask('filing.render', { title: t('files.task', { number: filing.number }) });
  const open = useTask('filing.openKept', { title: t('files.opening') });
  const [busy, setBusy] = useState<FilingFormat | null>(null);
  const isMaker = useAllowed('filing.render');
  const make = async (format: FilingFormat, file: string | null) => {
    setBusy(format);
    const reply = await render.run({ id: filing.id, format, file });
    setBusy(null);
    if (!reply.ok) return;
    if (file === null) await open.run({ name: reply.data.name });
    else if (reply.data.file !== null) showSaved(t('saved', { file: reply.data.file }), reply.data.file);
  };
  return (
    <table className={classes.files}>
      <tbody>
        {formats.map((format) => {
          const kept = filing.files.find((file) => file.format === format && file.formId === null);
          return (
            <tr key={format}>
              <th scope="row">{formatNames[format]}</th>
              <td title={kept && t('files.kept', { name: kept.name, sha256: kept.sha256 })}>
                {kept ? t('files.size', { size: Math.max(1, Math.round(kept.size / 1024)) }) : ''}
              </td>
              <td>
                <Needs needs={kept ? 'filing.openKept' : 'filing.render'}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={busy === format}
                    onClick={() => void (kept && !isMaker ? open.run({ name: kept.name }) : make(format, null))}
                    aria-label={t('files.openOf', { format: formatNames[format] })}
                  >
                    {t('files.open')}
                  </Button>
                </Needs>
                <Needs needs="filing.render">
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={busy !== null}
                    onClick={() => void make(format, '')}
                    aria-label={t('files.saveOf', { format: formatNames[format] })}
                  >
                    {t('files.save')}
                  </Button>
                </Needs>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
