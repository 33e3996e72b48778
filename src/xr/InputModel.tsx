import { Component, type ReactNode, Suspense } from 'react'
import { useScene } from '../scene/context.ts'

interface Props {
  onFailure: () => void
  children: ReactNode
}

class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(): void {
    this.props.onFailure()
  }

  override render(): ReactNode {
    return this.state.failed ? null : <Suspense>{this.props.children}</Suspense>
  }
}

/** A model that cannot be loaded is not drawn, and told; without this it would take the whole XR layer with it. */
export function InputModel({ what, children }: { what: 'hand' | 'controller'; children: ReactNode }) {
  const { scene } = useScene()
  const onFailure = () =>
    scene.problems.report(
      '',
      `model of a ${what}`,
      `The model of a ${what} could not be loaded. Its poses are sent as ever.`,
    )
  return <Boundary onFailure={onFailure}>{children}</Boundary>
}
