import type { ConnectionState } from '../../connection/Connection.ts'

/** The connection as the page shows it. */
export interface ConnectionView {
  /** `null`: this page asks no server. */
  state: ConnectionState | null
  wasOpen: boolean
}
