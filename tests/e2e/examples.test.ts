import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { Headset } from '../support/browser/headset.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'

const openPage = sharedBrowser()

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** An example, started by the command of the README. */
async function startExample(name: string) {
  const port = await freePort()
  const child: ChildProcess = spawn('npm', ['run', '--silent', 'example', '--', name], {
    env: { ...process.env, VUER_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  const watchers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      output += data
      for (const watcher of watchers) watcher()
    })
  }
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return {
    url: `https://127.0.0.1:${port}/`,
    output: () => output,
    prints: (pattern: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const watcher = () => {
          if (!pattern.test(output)) return
          watchers.delete(watcher)
          resolve()
        }
        watchers.add(watcher)
        exited.then(() => reject(new Error(`${name} ended without printing ${pattern}:\n${output}`)))
        watcher()
      }),
    async [Symbol.asyncDispose]() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
      await exited
    },
  }
}

describe('examples', () => {
  it('hello-box shows the first scene', async () => {
    await using example = await startExample('hello-box')
    await example.prints(/is ready/)
    const { page, context, errors } = await openPage(example.url)
    await page.getByText('Connected').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  it('animated-box runs a task beside the animation and ends it', async () => {
    await using example = await startExample('animated-box')
    await example.prints(/is ready/)
    const { context } = await openPage(example.url)
    await example.prints(/Background task running: 2/)
    await example.prints(/The box has arrived/)
    await context.close()
  })

  it('hand-teleoperation follows a recorded pair of hands, and says when one is lost', async () => {
    await using example = await startExample('hand-teleoperation')
    await example.prints(/is ready/)
    const { page, context } = await openPage(`${example.url}?emulate=quest3`)
    await page.getByText('Connected').waitFor()
    const headset = new Headset(page)
    await headset.enter('VR')
    await headset.setInputMode('hand')
    const frames = recordedHands.frames.map(({ left, right }) => ({
      left: left && handNumbers(left),
      right: right && handNumbers(right),
    }))
    await headset.play(frames, recordedHands.hertz)
    await example.prints(/left tracked, right tracked, pose age \d/)
    await example.prints(/left absent, right tracked/)
    await context.close()
  })

  it('controllers puts a marker at each controller', async () => {
    await using example = await startExample('controllers')
    await example.prints(/is ready/)
    const { page, context } = await openPage(`${example.url}?emulate=quest3`)
    await page.getByText('Connected').waitFor()
    const headset = new Headset(page)
    await headset.enter('VR')
    await headset.setController('right', [0.25, 1.125, -0.5], [0, 0, 0, 1])
    await headset.pressButton('right', 'squeeze', 1)
    await example.prints(/right: 0\.250, 1\.125, -0\.500 m/)
    await context.close()
  })

  it('grab-render writes two pictures', async () => {
    rmSync('renders', { recursive: true, force: true })
    await using example = await startExample('grab-render')
    await example.prints(/is ready/)
    const { context } = await openPage(example.url)
    await example.prints(/renders\/view\.jpg: 640 x 360/)
    await example.prints(/renders\/above\.png: 180 x 180/)
    expect(existsSync('renders/view.jpg')).toBe(true)
    expect(readFileSync('renders/above.png').subarray(1, 4).toString()).toBe('PNG')
    await context.close()
  })
})
