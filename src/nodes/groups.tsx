import type { View, ViewProps } from './View.ts'

type GroupTag = 'VuerGroup' | 'Group' | 'group'

/** Nothing but a place for its children. */
function GroupView({ objectRef, children }: ViewProps<GroupTag>) {
  return <group ref={objectRef}>{children}</group>
}

export const group: View<GroupTag> = { component: GroupView }
