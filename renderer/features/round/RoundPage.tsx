import { usePlace } from '../../place';
import { RoundCompare } from './RoundCompare';
import { RoundList } from './RoundList';
import { RoundPast } from './RoundPast';
import { RoundRecord } from './RoundRecord';
import { RoundWizard } from './RoundWizard';

/** Assessment rounds: the list, a new one (`/round/new`), one of the past (`/round/past`), two side by side (`/round/compare`), one (`/round/<id>`), at one of its tabs (`/round/<id>~implementation`). */
export default function RoundPage() {
  const { id, open } = usePlace('/round');
  if (id === null) return <RoundList onOpen={open} />;
  if (id === 'new') return <RoundWizard onDone={open} />;
  if (id === 'past') return <RoundPast onDone={open} />;
  const [word, earlier, later] = id.split('~');
  if (word === 'compare')
    return (
      <RoundCompare
        earlierId={earlier ?? null}
        laterId={later ?? null}
        onChoose={(a, b) => open(`compare~${a}~${b}`)}
        onBack={() => open(null)}
      />
    );
  return <RoundRecord key={id} id={word!} tab={earlier} onOpen={open} />;
}
