import { useEffect } from 'react'
import { useScene } from './context.ts'

/** A view that waits for something counts as loading. What it had drawn was hidden, and is placed again afterwards. */
export function Pending({ nodeKey }: { nodeKey: string }) {
  const { scene } = useScene()
  useEffect(() => {
    const finish = scene.beginLoading(nodeKey)
    return () => {
      finish()
      scene.touch(nodeKey, { placement: true })
      scene.invalidate()
    }
  }, [scene, nodeKey])
  return null
}
