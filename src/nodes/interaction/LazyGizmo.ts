import { lazyPart } from '../../page/lazyPart.tsx'

/** The arrows and rings of {@link Gizmo}, which are loaded with the first of them. */
export const LazyGizmo = lazyPart(() => import('./Gizmo.tsx'))
