import i18next from 'i18next';
import { riskLevels, type RiskLevel } from '../../db/domain/risk/scale';
import { LevelBadge } from './LevelBadge';
import type { Column } from './table/layout';

const word = (level: RiskLevel) => i18next.t(`term:riskLevel.${level}`);

/** The part of a column that shows a risk level, wide enough for the longest word of the language. */
export const levelColumn = <Row,>(
  levelOf: (row: Row) => RiskLevel | null,
): Required<Pick<Column<Row>, 'width' | 'badges' | 'text' | 'render'>> => ({
  width: 84,
  badges: riskLevels.map(word),
  text: (row) => {
    const level = levelOf(row);
    return level === null ? '' : word(level);
  },
  render: (row) => {
    const level = levelOf(row);
    return level === null ? null : <LevelBadge level={level} />;
  },
});
