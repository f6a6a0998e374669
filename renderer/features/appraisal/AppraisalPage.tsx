import { usePlace } from '../../place';
import { People } from './People';
import { Periods } from './Periods';
import { Sheet } from './Sheet';
import { Trend } from './Trend';

/** 责任制考核: `/appraisal`, `/appraisal/leader`, `/appraisal/trend`, `/appraisal/<period>`, `/appraisal/<period>/<sheet>`. */
export default function AppraisalPage() {
  const { id } = usePlace('/appraisal');
  if (id === null || id === 'leader') return <Periods key={id} isOfLeaders={id === 'leader'} />;
  const [first = '', second] = id.split('/');
  if (first === 'trend') return <Trend />;
  return second === undefined ? <People key={first} periodId={first} /> : <Sheet key={second} periodId={first} id={second} />;
}
