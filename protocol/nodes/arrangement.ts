import { defineNode, prop } from '../defineNode.ts'
import { boolean, placementProps } from './schemas.ts'

const side = (doc: string) => prop(boolean, doc, { default: false })

export const Center = defineNode({
  tag: 'Center',
  doc: 'Moves what is in it so that its middle lies at the origin.',
  props: {
    ...placementProps,
    top: side('It stands on the origin instead: all of it is above.'),
    bottom: side('It hangs from the origin: all of it is below.'),
    left: side('All of it is left of the origin.'),
    right: side('All of it is right of the origin.'),
    front: side('All of it is in front of the origin.'),
    back: side('All of it is behind the origin.'),
    disable: side('Leave everything where it is.'),
    disableX: side('Leave it where it is along x.'),
    disableY: side('Leave it where it is along y.'),
    disableZ: side('Leave it where it is along z.'),
    precise: prop(boolean, 'Measure every vertex, not only the boxes around the objects.', { default: true }),
  },
})
export const Billboard = defineNode({
  tag: 'Billboard',
  doc: 'Turns what is in it to the viewer.',
  props: {
    ...placementProps,
    follow: prop(boolean, 'Whether it turns.', { default: true }),
    lockX: side('Do not turn around x.'),
    lockY: side('Do not turn around y.'),
    lockZ: side('Do not turn around z.'),
  },
})
