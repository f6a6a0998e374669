import type { Data, Input } from '../../api';

export type CardRow = Data<'card.list'>['rows'][number];
export type CardView = Data<'card.get'>;
export type CardSelection = Extract<Input<'filing.draft'>['request'], { code: 'F33' }>['selection'];
export interface CardFilter {
  all?: boolean | undefined;
  due?: boolean | undefined;
  text?: string | undefined;
}
