import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import { useApi, type Input } from '../../api';
import { usePdf } from '../../components/paper/usePdf';
import { remember, remembered } from '../../preference';

export interface Paged {
  shown: ReturnType<typeof usePdf>['shown'];
  isPending: boolean;
  /** Pages are wanted; else the quick sheet is shown throughout. */
  isWanted: boolean;
  want: (pages: boolean) => void;
  /** What to know of the view, or null. */
  note: string | null;
}

const preference = 'filing.paged';
/** Nothing has been typed for so long: time to print. */
const idle = 1200;

/** The print of a draft or of an issued paper. `asked` is null while something is being typed; a draft is printed once that has paused. */
export function usePages(asked: Input<'filing.pages'> | null, formats: readonly FilingFormat[]): Paged {
  const { t } = useTranslation('filing');
  const [isWanted, setWanted] = useState(true);
  useEffect(() => void remembered(preference).then((kept) => setWanted(kept !== false)), []);
  const [rested] = useDebouncedValue(asked, asked !== null && 'id' in asked ? 0 : idle);
  const isRested = asked !== null && rested === asked;
  const isAsked = isWanted && isRested;
  const { data, isError, isFetching } = useApi('filing.pages', asked ?? { id: '' }, { enabled: isAsked });
  const { shown, isBroken } = usePdf(isAsked && data ? `app://paper/${data.sha256}` : null);
  const failed = isAsked && (isError || isBroken);
  const other = formats.find((format) => format !== 'pdf');
  return {
    shown,
    isPending: isAsked && shown === null && !failed && (isFetching || data !== undefined),
    isWanted,
    want: (pages) => {
      setWanted(pages);
      remember(preference, pages ? null : false);
    },
    note: failed ? t('preview.broken') : shown && other ? t(`preview.${other}`) : null,
  };
}
