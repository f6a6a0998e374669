import { useTranslation } from 'react-i18next';
import type { RiskLevel } from '../../db/domain/risk/scale';
import classes from './LevelMatrix.module.css';

interface LevelMatrixProps {
  /** Names of the axes: 严重性 S, 可能性 L. */
  xTitle: string;
  yTitle: string;
  /** Values from left to right and from top to bottom. */
  xs: readonly number[];
  ys: readonly number[];
  /** Level that the scale gives a combination. */
  levelOf: (x: number, y: number) => RiskLevel;
  /** How many risks stand there. */
  countOf: (x: number, y: number) => number;
  /** The combination chosen in a form. */
  chosen?: { x: number | null; y: number | null };
  onChoose?: (x: number, y: number) => void;
  label: string;
}

/** The 5×5 matrix, or a distribution of LEC, in the colours of the levels with the numbers written in. */
export function LevelMatrix({ xTitle, yTitle, xs, ys, levelOf, countOf, chosen, onChoose, label }: LevelMatrixProps) {
  const { t } = useTranslation(['component', 'term']);
  return (
    <table className={classes.matrix} aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className={classes.corner}>
            {yTitle} \ {xTitle}
          </th>
          {xs.map((x) => (
            <th scope="col" key={x}>
              {x}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ys.map((y) => (
          <tr key={y}>
            <th scope="row">{y}</th>
            {xs.map((x) => {
              const level = levelOf(x, y);
              const count = countOf(x, y);
              const isChosen = chosen?.x === x && chosen.y === y;
              const name = t('matrix.cell', { xTitle, x, yTitle, y, level: t(`term:riskLevel.${level}`), count });
              return (
                <td key={x} data-level={level} data-empty={count === 0 || undefined} data-chosen={isChosen || undefined}>
                  {onChoose ? (
                    <button type="button" onClick={() => onChoose(x, y)} aria-label={name} aria-pressed={isChosen} title={name}>
                      {count || ''}
                    </button>
                  ) : (
                    <span title={name}>{count || ''}</span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
