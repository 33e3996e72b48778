import { Component, type ReactNode, Suspense } from 'react'

/** A model that cannot be loaded is not drawn; without this it would take the whole XR layer with it. */
export class InputModel extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? null : <Suspense>{this.props.children}</Suspense>
  }
}
