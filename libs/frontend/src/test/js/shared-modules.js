// Lets a test import a front end's module from its sources, where shared/ is not yet beside it: import this file first.

import { register } from 'node:module';

register('./shared-modules-hook.js', import.meta.url);
