// Draws QR codes as the login page does. Standard input: an address on each line. Standard output: an SVG on each line.

import { createInterface } from 'node:readline';
import '../../../../libs/frontend/src/test/js/shared-modules.js';

const { svgOf } = await import('../../../../session-service/src/main/resources/login-assets/qr-drawing.js');
for await (const address of createInterface({ input: process.stdin })) console.log(svgOf(address));
