import { pageConfig } from './pageConfig.ts'

export default pageConfig({ folder: 'bench/page', probe: 'bench/browser/probe.ts', outDir: 'dist/bench/page' })
