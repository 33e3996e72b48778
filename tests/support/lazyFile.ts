import { act } from '@react-three/test-renderer'
import type { ComponentType } from 'react'

/** A file with a component that comes, or does not, when the test says so. */
export function fileOf<Props>(component: ComponentType<Props>) {
  let asked = 0
  let settle: ((error?: Error) => void) | undefined
  return {
    load: () =>
      new Promise<{ default: ComponentType<Props> }>((resolve, reject) => {
        asked += 1
        settle = (error) => (error ? reject(error) : resolve({ default: component }))
      }),
    asked: () => asked,
    settle: (error?: Error) => act(async () => settle!(error)),
  }
}
