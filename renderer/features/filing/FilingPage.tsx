import { useDeferredValue, useEffect } from 'react';
import { useApi } from '../../api';
import { go, usePlace } from '../../place';
import { CrossPage } from './CrossPage';
import { FilingList } from './FilingList';
import { PackagePage } from './PackagePage';
import { PaperPage } from './PaperPage';
import { papers } from './papers';

/**
 * 报送: `/filing` lists everything that can be asked for, `/filing/F07` is the page of a paper (`/filing/F10/<round>` of a
 * round), `/filing/package` makes the letter and the package, `/filing/cross` checks figures, `/filing/<id>` finds an issued paper.
 */
export default function FilingPage() {
  const { id: asked } = usePlace('/filing');
  // A paper's page is drawn piece by piece: at once it would hold the window up.
  const id = useDeferredValue<string | null | undefined>(asked, undefined);
  if (id === undefined) return null;
  const [word = '', rest] = (id ?? '').split('/');
  if (id === null) return <FilingList />;
  if (word === 'package')
    return <PackagePage key={rest ?? ''} again={rest?.startsWith('again-') ? rest.slice('again-'.length) : undefined} />;
  if (word === 'cross') return <CrossPage period={rest} />;
  if (papers[word]) return <PaperPage key={id} code={word} round={rest} />;
  return <Found id={word} go={go} />;
}

/** An issued paper named by its id: shown on the page of its code. */
function Found({ id, go }: { id: string; go: (path: string) => void }) {
  const { data } = useApi('filing.list', { id });
  const found = data?.[0];
  useEffect(() => {
    if (!data) return;
    go(found === undefined ? '/filing' : found.code === 'F40' ? '/filing/package' : `/filing/${found.code}/issued-${found.id}`);
  }, [data, found, go]);
  return null;
}
