import type { Vuer, VuerClient, VuerClientOptions, VuerOptions, VuerSession } from 'vuer-xr'
import type { startServer } from '../socketClient.ts'

/** A client over a real socket, and its session. */
export interface Joined {
  client: VuerClient
  session: VuerSession
}

/** What an entry works with. What it starts or opens is closed with its test. */
export interface Stage {
  /** A server that runs. */
  readonly app: Vuer
  readonly port: number
  /** Where the servers of the stage have their certificates. */
  readonly certsFolder: string
  /** Another server; `prepare` is called before it starts. */
  start(options?: VuerOptions, prepare?: (app: Vuer) => void): ReturnType<typeof startServer>
  /** A client of that server, or of the one that runs. */
  join(app?: Vuer, options?: VuerClientOptions): Promise<Joined>
}

/** A name of Vuer's pages, and an example that does with our form what the name does there. */
export interface SeedName {
  readonly python: string
  run(stage: Stage): Promise<void>
}
