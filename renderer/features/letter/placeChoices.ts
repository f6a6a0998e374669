import { useMemo } from 'react';
import { useApi } from '../../api';

/** Departments and posts that targets can be set for; posts of one department once it is chosen. */
export function usePlaceChoices(departmentId: string | null) {
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const { data: posts = [] } = useApi('post.list', {}, { keep: true, subjects: ['post', 'department', 'departmentName'] });
  const departmentChoices = useMemo(() => departments.map(({ id, name }) => ({ value: id, label: name })), [departments]);
  const postChoices = useMemo(
    () =>
      posts
        .filter((post) => departmentId === null || post.departmentId === departmentId)
        .map(({ id, name, department }) => ({ value: id, label: name, ...(department === null ? {} : { note: department }) })),
    [posts, departmentId],
  );
  const departmentOf = (postId: string | null): string | null => posts.find(({ id }) => id === postId)?.departmentId ?? null;
  return { departmentChoices, postChoices, departmentOf };
}
