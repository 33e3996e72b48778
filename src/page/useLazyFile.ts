import { type ComponentType, useLayoutEffect, useReducer, useState } from 'react'
import type { LazyFile } from './LazyFile.ts'

/** What is in a file; `undefined` until it is there, and then drawn again. A file that does not come is thrown. */
export function useLazyFile<Props>(file: LazyFile<Props>): ComponentType<Props> | undefined {
  const [, goOn] = useReducer((count: number) => count + 1, 0)
  const [error, fail] = useState<Error>()
  if (error) throw error
  const { component } = file
  file.ask()
  useLayoutEffect(() => (component ? undefined : file.whenLoaded(goOn, fail)))
  return component
}
