package io.doorway.approval.account;

import io.doorway.edge.account.AccountGate;
import io.doorway.protocol.event.DeviceResumed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a suspended account log in again, with the devices that it had. */
@ApplicationScoped
public class ResumeAccount {
    private final AccountStatus status;
    private final AccountGate gate;

    ResumeAccount(AccountStatus status, AccountGate gate) {
        this.status = status;
        this.gate = gate;
    }

    /** Whether there is such an account. Repeating it is no error. */
    public Uni<Boolean> resume(String account) {
        return status.change(
                account,
                "active",
                () -> gate.open(account),
                (stamp, credential) ->
                        new DeviceResumed(stamp.id(), stamp.at(), credential, account, stamp.traceparent()));
    }
}
