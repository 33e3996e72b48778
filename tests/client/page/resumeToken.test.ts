import { afterEach, expect, it, vi } from 'vitest'
import { keepResumeToken, takeResumeToken } from '../../../src/page/resumeToken.ts'

afterEach(() => vi.unstubAllGlobals())

const SERVER = 'wss://localhost/socket'

it('the way back to a session is for the same server and the same parameters, once', () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  keepResumeToken(SERVER, '?sample=Box', 'token')
  expect(takeResumeToken(SERVER, '?sample=Box')).toBe('token')
  expect(takeResumeToken(SERVER, '?sample=Box')).toBeUndefined()
  keepResumeToken(SERVER, '?sample=Box', 'token')
  expect(takeResumeToken(SERVER, '?sample=Sphere')).toBeUndefined()
  keepResumeToken(SERVER, '', 'token')
  expect(takeResumeToken('wss://localhost:9/socket', '')).toBeUndefined()
})
