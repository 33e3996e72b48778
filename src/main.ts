import { Client } from './Client.ts'
import { openPage } from './openPage.tsx'
import './ui/style.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Not awaited here: parts that are loaded meanwhile import this file's chunk, and would wait for it to end.
Client.start().then((client) => openPage(root, client))
