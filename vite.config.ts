import { readFileSync } from 'node:fs'
import basicSsl from '@vitejs/plugin-basic-ssl'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './scripts/vite/compressed.ts'
import { fontsOfOurOwn } from './scripts/vite/fontsOfOurOwn.ts'
import { inputProfiles } from './scripts/vite/inputProfiles.ts'
import { serverProxy } from './scripts/vite/serverProxy.ts'
import { withoutDocs } from './scripts/vite/withoutDocs.ts'
import { withoutXREmulator } from './scripts/vite/withoutXREmulator.ts'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string }

export default defineConfig(({ command }) => {
  // What is built is shipped, whatever the shell or a test runner says: a development build is slow and names paths.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    // HTTPS in development too: a headset enters VR on nothing else.
    plugins: [
      react(),
      inputProfiles(),
      withoutDocs(),
      withoutXREmulator(),
      fontsOfOurOwn(),
      compressed(),
      ...(command === 'serve' ? [basicSsl()] : []),
    ],
    define: { __VUER_XR_VERSION__: JSON.stringify(version) },
    server: { host: true, proxy: serverProxy() },
    build: {
      outDir: 'dist/client',
      license: { fileName: 'third-party-licenses.md' },
      target: 'es2022',
      modulePreload: {
        polyfill: false,
        // For the page's first files; each part that comes later would need the names of all others beside it.
        resolveDependencies: (_file, names, { hostType }) => (hostType === 'html' ? names : []),
      },
      rolldownOptions: {
        // What a file of these declares is left out where nobody asks for it: schemas of what only a server reads, say.
        treeshake: { moduleSideEffects: [{ test: /[\\/](protocol|connection)[\\/]/, sideEffects: false }] },
        output: {
          codeSplitting: {
            groups: [
              { name: 'three', test: /node_modules[\\/]three[\\/]build/ },
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
              // Otherwise what is shared with a later part becomes a small file of its own, which compresses badly.
              { name: 'client', tags: ['$initial'] },
            ],
          },
        },
      },
    },
  }
})
