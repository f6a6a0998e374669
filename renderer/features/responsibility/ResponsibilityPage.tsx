import { useState } from 'react';
import { usePlace } from '../../place';
import { Lists } from './Lists';
import { ListRecord } from './ListRecord';

/** 责任清单: of all posts and fixed roles, and each on a page of its own: `/responsibility/<post, role or version>`. A day chosen holds for both. */
export default function ResponsibilityPage() {
  const { id, open } = usePlace('/responsibility');
  const [day, setDay] = useState<string | null>(null);
  return id === null ? (
    <Lists day={day} onDay={setDay} onOpen={open} />
  ) : (
    <ListRecord key={id} id={id} day={day} onDay={setDay} onOpen={open} />
  );
}
