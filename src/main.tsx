import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { Client } from './Client.ts'
import './ui/style.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Not awaited here: parts that are loaded later import from this file's chunk, and would wait for its end.
void Client.start().then((client) => createRoot(root).render(<App client={client} />))
