import type { Data, Input } from '../../api';

export type CardRow = Data<'card.list'>['rows'][number];
export type CardView = Data<'card.get'>;
export type CardSelection = Input<'card.print'>['selection'];
export interface CardFilter {
  all?: boolean | undefined;
  text?: string | undefined;
}
