/** The gallery: every state of every component, to be walked through. */
import './workbench.css';
import { createRoot } from 'react-dom/client';
import { Workbench } from './Workbench.tsx';

createRoot(document.querySelector('#app')!).render(<Workbench page={window} />);
