import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { silentLogger, VuerClient } from 'vuer-xr'
import { startServer } from '../socketClient.ts'
import type { Stage } from './SeedName.ts'

/** One server for a test file, and what makes further servers and clients, each for one test. */
export function seedStage(): () => Stage {
  let shared: Awaited<ReturnType<typeof startServer>>
  beforeAll(async () => {
    shared = await startServer()
  })
  afterAll(() => shared[Symbol.asyncDispose]())

  return () => {
    const { app, port, folder } = shared
    return {
      app,
      port,
      certsFolder: folder,
      async start(options, prepare) {
        const server = await startServer({ certsFolder: folder, ...options }, prepare)
        onTestFinished(() => server[Symbol.asyncDispose]())
        return server
      },
      async join(of = app, options) {
        const url = `https://127.0.0.1:${of.address?.port}/`
        const client = new VuerClient({ url, rejectUnauthorized: false, logger: silentLogger, ...options })
        onTestFinished(() => client.close())
        await client.connect()
        return { client, session: of.sessions.find(({ id }) => id === client.sessionId)! }
      },
    }
  }
}
