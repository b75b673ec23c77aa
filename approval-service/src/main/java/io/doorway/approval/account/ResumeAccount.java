package io.doorway.approval.account;

import io.doorway.edge.account.AccountGate;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.event.DeviceResumed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a suspended account log in again, with the devices that it had. */
@ApplicationScoped
public class ResumeAccount {
    private final AccountStatus status;
    private final AccountGate gate;
    private final LoginTrace trace;

    ResumeAccount(AccountStatus status, AccountGate gate, LoginTrace trace) {
        this.status = status;
        this.gate = gate;
        this.trace = trace;
    }

    /** Whether there is such an account. Repeating it is no error. */
    public Uni<Boolean> resume(String account) {
        return status.change(
                account,
                "active",
                () -> gate.open(account),
                (id, at, credential) -> new DeviceResumed(id, at, credential, account, trace.current()));
    }
}
