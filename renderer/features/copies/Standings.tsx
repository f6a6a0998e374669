import { SimpleTable } from '../../components/SimpleTable';
import { useCopyWords, type Comparison } from './words';

type Standing = Comparison['mine'];
interface Line {
  id: string;
  title: string;
  mine: string;
  theirs: string;
}

/** Both copies side by side: what they are called, how much was done since they parted, and what last. */
export function Standings({ comparison }: { comparison: Comparison }) {
  const { t, instant, command } = useCopyWords();
  const { mine, theirs, place, relation } = comparison;
  const newest = ({ newest: last }: Standing): string =>
    last === null ? t('standing.none') : t('standing.newestText', { at: instant(last.at), actor: last.actor, what: command(last.command) });
  const both = (id: string, title: string, tell: (standing: Standing) => string): Line => ({
    id,
    title,
    mine: tell(mine),
    theirs: tell(theirs),
  });
  const lines: Line[] = [
    both('name', t('standing.name'), ({ name }) => name),
    { id: 'place', title: t('standing.place'), mine: t('standing.open'), theirs: place },
    ...(relation === 'foreign' ? [] : [both('since', t('standing.since'), ({ since }) => t('standing.sinceCount', { count: since }))]),
    both('newest', t('standing.newest'), newest),
  ];
  return (
    <SimpleTable
      label={t('heading.label')}
      rows={lines}
      keyOf={({ id }) => id}
      columns={[
        { id: 'title', title: '', width: '10rem', render: ({ title }) => title },
        { id: 'mine', title: t('side.mine'), width: '42%', render: (line) => line.mine },
        { id: 'theirs', title: t('side.theirs'), render: (line) => line.theirs },
      ]}
    />
  );
}
