import { usePlace } from '../../place';
import { LetterList } from './LetterList';
import { TargetList } from './TargetList';

/** 责任书: the letters of a run, and behind `/letter/target` the targets of the year. */
export default function LetterPage() {
  const { id } = usePlace('/letter');
  return id === 'target' ? <TargetList /> : <LetterList />;
}
