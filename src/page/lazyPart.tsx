import type { ComponentType } from 'react'
import { LazyFile } from './LazyFile.ts'
import { useLazyFile } from './useLazyFile.ts'

/** A component that is nothing until its file is there; see {@link LazyFile}. A file that does not come is thrown. */
export function lazyPart<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  const file = new LazyFile(load)
  return function LazyPart(props: Props) {
    const Loaded = useLazyFile(file)
    return Loaded ? <Loaded {...props} /> : null
  }
}
