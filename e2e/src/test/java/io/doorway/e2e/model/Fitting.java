package io.doorway.e2e.model;

/** Turns the numbers of a drawn step into those that there are, so that almost every drawn step is one. */
final class Fitting {

    private Fitting() {}

    /** The step among what there is now, or null if there is nothing for it yet. */
    static Step to(Step drawn, Model model) {
        int logins = model.logins.size();
        if (drawn instanceof Step.Start) {
            return logins < Oracle.LOGINS ? drawn : null;
        }
        if (drawn instanceof Step.Replay replay) {
            int accepted = model.accepted().size();
            return accepted == 0 ? null : new Step.Replay(replay.message() % accepted);
        }
        return logins == 0 ? null : among(drawn, logins);
    }

    private static Step among(Step drawn, int logins) {
        return switch (drawn) {
            case Step.Scan scan -> new Step.Scan(scan.phone(), scan.login() % logins);
            case Step.Decide decide ->
                new Step.Decide(
                        decide.phone(), decide.login() % logins, decide.transcriptOf() % logins, decide.approve());
            case Step.Cancel cancel -> new Step.Cancel(cancel.browser(), cancel.login() % logins);
            case Step.Complete complete -> new Step.Complete(complete.browser(), complete.login() % logins);
            case Step.Redeem redeem -> new Step.Redeem(redeem.thief(), redeem.login() % logins);
            default -> drawn;
        };
    }
}
