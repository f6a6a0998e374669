import './styles';
import './app.css';
import { createRoot } from 'react-dom/client';
import { prefetch } from './api';
import { App } from './app';
import { askAhead } from './features/risk/register';
import { awaitPort } from './port';
import { loadPage, loadPagesAtRest } from './routes';
import { sessionSubjects } from './session';
import { applySettings } from './settings';

/** What the first picture needs is asked for at once, and drawn once, when it is all there. */
async function begin(): Promise<void> {
  // The port may arrive before the first picture; nothing of it must be lost.
  awaitPort();
  const address = window.location.hash.slice(1);
  const state = prefetch('workspace.state', {}, ['enterprise']);
  const session = prefetch('session.state', {}, sessionSubjects);
  await Promise.all([applySettings(), loadPage(address), state, session, address === '/risk' ? askAhead() : undefined]);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(<App />);
  setTimeout(() => void loadPagesAtRest(), 3000);
}

// Not awaited: the pages are in the file of this module, which is not complete before its last line has run.
void begin();
