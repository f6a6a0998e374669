import { ActionIcon, TextInput, VisuallyHidden } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  correctionsOf,
  figureFaults,
  paperFigureKeys,
  type CountedFigures,
  type EnteredFigure,
  type EnteredFigures,
  type PaperFigureKey,
} from '../../db/domain/round/figure';
import { useFigureName } from './figureName';
import classes from './FigureTable.module.css';

interface FigureTableProps {
  /** Read out as the table's name. */
  label: string;
  /** What is counted; only these are shown. */
  counted: CountedFigures;
  /** Figures that a person entered; both values are kept. */
  entered: EnteredFigures;
  readOnly: boolean;
  /** Who enters a figure unless another name is given. */
  by?: string;
  /** A figure that was asked for from elsewhere: its cell takes the focus. */
  wanted?: PaperFigureKey | null;
  onReached?: () => void;
  onChange?: (entered: EnteredFigures) => void;
}

const nothing: EnteredFigure = { entered: '', reason: '', by: '' };

/** Counted beside entered, with the difference, the reason and who entered it. */
export function FigureTable(props: FigureTableProps) {
  const { label, counted, entered, readOnly, by = '', wanted = null, onReached, onChange } = props;
  const { t } = useTranslation('component');
  const name = useFigureName();
  const body = useRef<HTMLTableSectionElement>(null);
  const corrections = correctionsOf(counted, entered);
  const faults = figureFaults(corrections);
  const set = (key: PaperFigureKey, patch: Partial<EnteredFigure>) => {
    const next = { ...nothing, ...(entered[key] ?? { by }), ...patch };
    onChange?.({ ...entered, [key]: next });
  };
  const remove = (key: PaperFigureKey) => onChange?.(Object.fromEntries(Object.entries(entered).filter(([other]) => other !== key)));
  const reach = useEffectEvent((key: PaperFigureKey) => {
    const row = body.current?.querySelector(`[data-figure="${key}"]`);
    (row?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? row?.querySelector<HTMLElement>('input'))?.focus();
    onReached?.();
  });
  useEffect(() => {
    if (wanted !== null) reach(wanted);
  }, [wanted]);
  return (
    <table className={classes.figures} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('figure.what')}</th>
          <th scope="col">{t('figure.computed')}</th>
          <th scope="col">{t('figure.entered')}</th>
          <th scope="col">{t('figure.reason')}</th>
          <th scope="col">{t('figure.by')}</th>
          {!readOnly && (
            <th scope="col">
              <VisuallyHidden>{t('figure.remove')}</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody ref={body}>
        {paperFigureKeys
          .filter((key) => counted[key] !== undefined)
          .map((key) => {
            const own = entered[key];
            const correction = corrections.find((one) => one.key === key);
            const fault = faults.find((one) => one.key === key)?.fault;
            const more = correction === undefined || fault === 'number' ? 0 : Number(correction.entered) - correction.computed;
            const difference = more !== 0 && <small>{t(more > 0 ? 'figure.more' : 'figure.less', { number: Math.abs(more) })}</small>;
            return (
              <tr key={key} data-figure={key} data-corrected={correction !== undefined || undefined}>
                <th scope="row">{name(key)}</th>
                <td data-number>{counted[key]}</td>
                {readOnly ? (
                  <>
                    <td data-number>
                      {correction?.entered} {difference}
                    </td>
                    <td>{correction?.reason}</td>
                    <td>{correction?.by}</td>
                  </>
                ) : (
                  <>
                    <td>
                      <div className={classes.entered}>
                        <TextInput
                          size="xs"
                          w="4.5rem"
                          maxLength={200}
                          inputMode="numeric"
                          aria-label={t('figure.enteredOf', { what: name(key) })}
                          error={fault === 'number'}
                          value={own?.entered ?? ''}
                          onChange={(event) => set(key, { entered: event.currentTarget.value })}
                        />
                        {difference}
                      </div>
                    </td>
                    <td>
                      <TextInput
                        size="xs"
                        maxLength={500}
                        aria-label={t('figure.reasonOf', { what: name(key) })}
                        disabled={own === undefined}
                        error={fault === 'reason'}
                        placeholder={fault === 'reason' ? t('figure.reasonWanted') : ''}
                        value={own?.reason ?? ''}
                        onChange={(event) => set(key, { reason: event.currentTarget.value })}
                      />
                    </td>
                    <td>
                      <TextInput
                        size="xs"
                        w="5.5rem"
                        maxLength={60}
                        aria-label={t('figure.byOf', { what: name(key) })}
                        disabled={own === undefined}
                        value={own?.by ?? ''}
                        onChange={(event) => set(key, { by: event.currentTarget.value })}
                      />
                    </td>
                    <td>
                      {own && (
                        <ActionIcon size="sm" aria-label={t('figure.removeOf', { what: name(key) })} onClick={() => remove(key)}>
                          <IconX size={14} />
                        </ActionIcon>
                      )}
                    </td>
                  </>
                )}
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
