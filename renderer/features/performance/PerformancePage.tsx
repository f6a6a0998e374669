import { usePlace } from '../../place';
import { InspectionList } from './InspectionList';
import { Leaders } from './Leaders';

/** 履职: inspections that leaders led, and behind `/performance/dossier` what each of them did. */
export default function PerformancePage() {
  const { id, open } = usePlace('/performance');
  return id?.split('/')[0] === 'dossier' ? <Leaders personId={id.split('/')[1] ?? null} /> : <InspectionList id={id} open={open} />;
}
