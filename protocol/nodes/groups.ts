import { defineNode } from '../defineNode.ts'
import { placementProps } from './schemas.ts'

const props = { ...placementProps }

/** Moves its children together. It travels as `VuerGroup`: Vuer's browser client throws empty `group`s away. */
export const Group = defineNode({ tag: 'VuerGroup', doc: 'Moves its children together.', props })
/** The same as {@link Group}, by the name that editors write. */
export const GroupNode = defineNode({ tag: 'Group', doc: 'The same as `VuerGroup`.', props })
/** The same as {@link Group}, by the name of the three.js object. */
export const group = defineNode({ tag: 'group', doc: 'The same as `VuerGroup`.', props })
