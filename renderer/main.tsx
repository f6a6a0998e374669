import './styles';
import './app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { awaitPort } from './port';
import { applySettings } from './settings';

// The port may arrive before the first picture; nothing of it must be lost.
awaitPort();
await applySettings();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
