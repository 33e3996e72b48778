import { useFrame, useThree } from '@react-three/fiber'
import ReactThreeTestRenderer from '@react-three/test-renderer'
import { type ReactNode, useState } from 'react'
import { expect, test, vi } from 'vitest'
import { guardFrames } from '../../../src/scene/guardFrames.ts'
import { ProblemList } from '../../../src/scene/ProblemList.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

type Loop = (time: number, frame: never) => void

function Guarded({ problems, children }: { problems: ProblemList; children: ReactNode }) {
  const get = useThree((state) => state.get)
  useState(() => guardFrames(get(), problems))
  return children
}

function Frame({ callback, priority = 0 }: { callback: () => void; priority?: number }) {
  useFrame(callback, priority)
  return null
}

async function stage(children: ReactNode) {
  const problems = new ProblemList()
  const renderer = await ReactThreeTestRenderer.create(<Guarded problems={problems}>{children}</Guarded>)
  return { problems, renderer, frames: (count: number) => renderer.advanceFrames(count, 1 / 60) }
}

test('a callback that throws does not keep others from their frame, and is switched off', async () => {
  const broken = vi.fn(() => {
    throw new Error('broken')
  })
  const fine = vi.fn()
  const { frames, problems, renderer } = await stage([
    <Frame key="broken" callback={broken} priority={-5} />,
    <Frame key="fine" callback={fine} />,
  ])
  await frames(30)
  expect(fine).toHaveBeenCalledTimes(30)
  expect(broken).toHaveBeenCalledTimes(10)
  expect([...problems.all.values()]).toEqual([
    'A part of the scene failed in 10 frames in a row and was switched off: broken',
  ])
  await renderer.unmount()
  expect(problems.all.size).toBe(0)
})

test('a callback that prepares the frame is called however often it fails', async () => {
  const preparing = vi.fn(() => {
    throw new Error('broken')
  })
  const { frames } = await stage(<Frame callback={preparing} priority={-1000} />)
  await frames(30)
  expect(preparing).toHaveBeenCalledTimes(30)
})

test('drawing that throws does not end the loop of the headset', async () => {
  let loop: Loop | null = null
  const problems = new ProblemList()
  const draw = vi.fn()
  const xr = {
    setAnimationLoop: (callback: Loop | null) => {
      loop = callback
    },
  }
  guardFrames({ internal: { subscribe: () => () => {} }, gl: { xr } } as never, problems)
  xr.setAnimationLoop(draw)
  draw.mockImplementation(() => {
    throw new Error('no such texture')
  })
  for (let count = 0; count < 20; count += 1) expect(() => loop!(0, undefined as never)).not.toThrow()
  expect([...problems.all.values()]).toEqual(['Drawing failed in a frame: no such texture'])
  draw.mockImplementation(() => {})
  loop!(0, undefined as never)
  expect(problems.all.size).toBe(0)
  xr.setAnimationLoop(null)
  expect(loop).toBeNull()
})
