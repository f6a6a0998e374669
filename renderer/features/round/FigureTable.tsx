import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../../db/domain/risk/scale';
import type { RoundFigureKey } from '../../../db/domain/round/figure';
import classes from './Figures.module.css';

/** Figures that a person corrected; both values are kept. */
export type Entered = Partial<Record<RoundFigureKey, { entered: string; reason: string; by: string }>>;

interface FigureTableProps {
  keys: readonly RoundFigureKey[];
  computed: Readonly<Record<RoundFigureKey, number>>;
  entered: Entered;
  readOnly: boolean;
  /** Nothing to compare with: figures of change are left out. */
  isFirst: boolean;
  onChange: (entered: Entered) => void;
}

const isLevel = (key: RoundFigureKey): boolean => key === 'total' || (riskLevels as readonly string[]).includes(key);

/** Names the figures of a round in the user's language. */
export function useFigureName(): (key: RoundFigureKey) => string {
  const { t } = useTranslation(['round', 'term']);
  return (key) => {
    if (key === 'total') return t('figure.total');
    return isLevel(key) ? t('figure.level', { level: t(`term:riskLevel.${key as 'low'}`) }) : t(`term:comparison.${key as 'up'}`);
  };
}

/** Computed beside entered, with the reason and who entered it. */
export function FigureTable({ keys, computed, entered, readOnly, isFirst, onChange }: FigureTableProps) {
  const { t } = useTranslation(['round', 'term']);
  const name = useFigureName();
  const set = (key: RoundFigureKey, patch: Partial<{ entered: string; reason: string; by: string }>) => {
    const next = { entered: '', reason: '', by: '', ...entered[key], ...patch };
    const { [key]: _, ...rest } = entered;
    onChange(next.entered === '' && next.reason === '' && next.by === '' ? rest : { ...rest, [key]: next });
  };
  const remove = (key: RoundFigureKey) => {
    const { [key]: _, ...rest } = entered;
    onChange(rest);
  };
  return (
    <table className={classes.figures} aria-label={t('figure.title')}>
      <thead>
        <tr>
          <th scope="col">{t('figure.what')}</th>
          <th scope="col">{t('figure.computed')}</th>
          <th scope="col">{t('figure.entered')}</th>
          <th scope="col">{t('figure.reason')}</th>
          <th scope="col">{t('figure.by')}</th>
          {!readOnly && (
            <th scope="col">
              <span className={classes.hidden}>{t('figure.remove')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {keys
          .filter((key) => isLevel(key) || !isFirst)
          .map((key) => {
            const own = entered[key];
            const differs = own !== undefined && own.entered.trim() !== '' && own.entered.trim() !== String(computed[key]);
            return (
              <tr key={key}>
                <th scope="row">{name(key)}</th>
                <td data-number>{computed[key]}</td>
                {readOnly ? (
                  <>
                    <td data-number>{own?.entered}</td>
                    <td>{own?.reason}</td>
                    <td>{own?.by}</td>
                  </>
                ) : (
                  <>
                    <td>
                      <TextInput
                        size="xs"
                        w="5.5rem"
                        maxLength={200}
                        aria-label={t('figure.enteredOf', { what: name(key) })}
                        value={own?.entered ?? ''}
                        onChange={(event) => set(key, { entered: event.currentTarget.value })}
                      />
                    </td>
                    <td>
                      <TextInput
                        size="xs"
                        maxLength={500}
                        aria-label={t('figure.reasonOf', { what: name(key) })}
                        disabled={own === undefined}
                        error={differs && own.reason.trim() === ''}
                        value={own?.reason ?? ''}
                        onChange={(event) => set(key, { reason: event.currentTarget.value })}
                      />
                    </td>
                    <td>
                      <TextInput
                        size="xs"
                        w="7rem"
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
