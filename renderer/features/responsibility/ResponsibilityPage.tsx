import { usePlace } from '../../place';
import { Lists } from './Lists';
import { ListRecord } from './ListRecord';

/** 责任清单: of all posts and fixed roles, and each on a page of its own: `/responsibility/<post, role or version>`. */
export default function ResponsibilityPage() {
  const { id, open } = usePlace('/responsibility');
  return id === null ? <Lists onOpen={open} /> : <ListRecord key={id} id={id} onOpen={open} />;
}
