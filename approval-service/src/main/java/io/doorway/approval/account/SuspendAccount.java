package io.doorway.approval.account;

import io.doorway.edge.account.AccountGate;
import io.doorway.protocol.event.DeviceSuspended;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Stops an account: none of its devices may scan or decide from the moment this is committed, and what they approved just before
 * is stopped at the gate.
 */
@ApplicationScoped
public class SuspendAccount {
    private final AccountStatus status;
    private final AccountGate gate;

    SuspendAccount(AccountStatus status, AccountGate gate) {
        this.status = status;
        this.gate = gate;
    }

    /** Whether there is such an account. Repeating it is no error, and makes sure of the gate and of the audit. */
    public Uni<Boolean> suspend(String account) {
        return status.change(
                account,
                "suspended",
                () -> gate.close(account),
                (stamp, credential) ->
                        new DeviceSuspended(stamp.id(), stamp.at(), credential, account, stamp.traceparent()));
    }
}
