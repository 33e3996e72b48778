import { Component, type ReactNode } from 'react'

interface Props {
  /** Whatever was wrong is tried again when this changes. */
  version: number
  fallback: (error: Error) => ReactNode
  /** Hears of each failure, and with `null` that a view which had failed is drawn again. */
  onOutcome: (error: Error | null) => void
  children: ReactNode
}

interface State {
  error: Error | null
  version: number
}

/** Keeps the failure of one view to itself: the rest of the scene lives on, and the next change tries again. */
export class ViewBoundary extends Component<Props, State> {
  override state: State = { error: null, version: this.props.version }

  static getDerivedStateFromError(thrown: unknown): Partial<State> {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  static getDerivedStateFromProps({ version }: Props, state: State): Partial<State> | null {
    return version === state.version ? null : { error: null, version }
  }

  override componentDidCatch(thrown: unknown): void {
    this.props.onOutcome(thrown instanceof Error ? thrown : new Error(String(thrown)))
  }

  override componentDidUpdate(): void {
    if (!this.state.error) this.props.onOutcome(null)
  }

  override render(): ReactNode {
    return this.state.error ? this.props.fallback(this.state.error) : this.props.children
  }
}
