import { type ComponentType, useLayoutEffect, useReducer, useState } from 'react'
import { LazyFile } from './LazyFile.ts'

/** A component that is nothing until its file is there; see {@link LazyFile}. A file that does not come is thrown. */
export function lazyPart<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  const file = new LazyFile(load)
  return function LazyPart(props: Props) {
    const [, goOn] = useReducer((count: number) => count + 1, 0)
    const [error, fail] = useState<Error>()
    const Loaded = file.component
    if (!error) file.ask()
    useLayoutEffect(() => (Loaded ? undefined : file.whenLoaded(goOn, fail)))
    if (error) throw error
    return Loaded ? <Loaded {...props} /> : null
  }
}
