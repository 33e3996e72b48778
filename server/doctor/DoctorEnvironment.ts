import type { InterfaceAddress } from '../addresses.ts'
import type { ResolvedOptions } from '../options.ts'

/** Who has the port that the server wants. */
export type PortState =
  | { readonly kind: 'free' }
  /** The system asks for more rights. */
  | { readonly kind: 'forbidden' }
  /** `host` is no address of this machine. */
  | { readonly kind: 'noSuchHost' }
  /** `fingerprint256` is that of the certificate shown; null when it is no TLS server. */
  | { readonly kind: 'taken'; readonly fingerprint256: string | null; readonly isVuerXr: boolean }

/** A server to try things on. */
export interface TrialServer {
  readonly port: number
  /** null when none is asked for. */
  readonly token: string | null
  /** The authority that signed its certificate, in PEM; null when the certificate is the user's own. */
  readonly authority: string | null
  close(): Promise<void>
}

/** `distrust` says why the certificate is not trusted for that address; null when it is. */
export type PageAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly distrust: string | null }
  | { readonly kind: 'silence'; readonly reason: string }

export type SocketAnswer =
  | { readonly kind: 'hello'; readonly version: string }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  | { readonly kind: 'silence'; readonly reason: string }

/** Everything that the doctor looks at. Tests put another world in its place. */
export interface DoctorEnvironment {
  readonly options: ResolvedOptions
  /** `20.20.2` */
  readonly nodeVersion: string
  readonly platform: NodeJS.Platform
  readonly now: Date
  readonly addresses: readonly InterfaceAddress[]
  readonly hostName: string
  /** null when it is gone or cannot be read. */
  readFile(path: string): Promise<string | null>
  /** The permission bits; null when it is gone. */
  modeOf(path: string): Promise<number | null>
  isFolder(path: string): Promise<boolean>
  portState(): Promise<PortState>
  /** Starts a server with the options, on that port; 0 takes any. Rejects with a VuerError. */
  startServer(port: number): Promise<TrialServer>
  /** GET. The certificate is judged by `authority`, or by what this machine trusts where that is null. */
  ask(url: string, authority: string | null): Promise<PageAnswer>
  /** Opens a socket as the page at the same address would, and introduces itself. */
  connect(url: string): Promise<SocketAnswer>
}
