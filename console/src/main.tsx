import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Providers } from './app/Providers';
import { stored } from './app/preferences';
import { router } from './app/routes';
import './app/styles.css';
import { readWords, startWords } from './words';

const { language } = stored();
await startWords(language);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);

// The search for pages and things, which is on every page, names what the others have.
void readWords(language);
