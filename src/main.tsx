import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { Client } from './Client.ts'
import './ui/style.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const stage = createRoot(root)
// Not awaited here: parts that are loaded meanwhile import this file's chunk, and would wait for it to end.
Client.start().then((client) => stage.render(<App client={client} />))
