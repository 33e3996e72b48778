import { connect, createServer, type Socket } from 'node:net'

/** A wire that can be cut: passes bytes between its own port and another, until somebody cuts it. */
export async function startProxy(target: number) {
  const open = new Set<Socket>()
  let isDown = false
  const server = createServer((near) => {
    if (isDown) {
      near.destroy()
      return
    }
    const far = connect(target, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    /** Breaks every connection. New ones work, unless the wire is {@link down}. */
    cut,
    /** Breaks every connection and accepts none. */
    down() {
      isDown = true
      cut()
    },
    up() {
      isDown = false
    },
    async [Symbol.asyncDispose]() {
      cut()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
