import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { Client } from './Client.ts'
import './ui/style.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const client = await Client.start()
createRoot(root).render(<App client={client} />)
