import { message } from '../messages.js';
import { wantLogin } from '../wanted-login.js';
import { showResult } from './results.js';

/**
 * A login's code was opened on a phone that is not enrolled: what Doorway is, who invites, and that the login is not
 * lost. Nothing about the login is signed or sent.
 */
export function showNewcomer(app, source) {
  wantLogin(source);
  const back = source === 'own-page' ? 'own-page' : 'code';
  showResult('attention', 'phone', message('newcomer.title'),
    [message('newcomer.what'), message('newcomer.invitation', { address: location.host }),
      message(`newcomer.back.${back}`)],
    [message('newcomer.have-invitation'), () => app.welcome()]);
}
