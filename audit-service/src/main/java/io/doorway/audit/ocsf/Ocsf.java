package io.doorway.audit.ocsf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.doorway.audit.ocsf.OcsfRecord.AccountChange;
import io.doorway.audit.ocsf.OcsfRecord.AuthFactor;
import io.doorway.audit.ocsf.OcsfRecord.Authentication;
import io.doorway.audit.ocsf.OcsfRecord.Base;
import io.doorway.audit.ocsf.OcsfRecord.DetectionFinding;
import io.doorway.audit.ocsf.OcsfRecord.Device;
import io.doorway.audit.ocsf.OcsfRecord.Endpoint;
import io.doorway.audit.ocsf.OcsfRecord.Entity;
import io.doorway.audit.ocsf.OcsfRecord.EntityManagement;
import io.doorway.audit.ocsf.OcsfRecord.FindingInfo;
import io.doorway.audit.ocsf.OcsfRecord.Metadata;
import io.doorway.audit.ocsf.OcsfRecord.Named;
import io.doorway.audit.ocsf.OcsfRecord.OcsfActivity;
import io.doorway.audit.ocsf.OcsfRecord.OcsfActor;
import io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity;
import io.doorway.audit.ocsf.OcsfRecord.OcsfStatus;
import io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode;
import io.doorway.audit.ocsf.OcsfRecord.Product;
import io.doorway.audit.ocsf.OcsfRecord.Session;
import io.doorway.audit.ocsf.OcsfRecord.Unmapped;
import io.doorway.audit.ocsf.OcsfRecord.User;
import io.doorway.protocol.event.AdministrationEvent;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten.ForgottenBecause;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ClientRegistrationChanged;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalCancelled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalRequested;
import io.doorway.protocol.event.DeviceEvent.DeviceRenamed;
import io.doorway.protocol.event.DeviceEvent.DeviceResumed;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.DeviceEvent.DeviceSuspended;
import io.doorway.protocol.event.DeviceEvent.PasskeyRegistered;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.Identifier;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Converts events, and the alarms of the intake, to OCSF 1.8.0 records. */
public final class Ocsf {

    /** The OCSF release that the records follow. */
    public static final String VERSION = "1.8.0";

    private static final Product DOORWAY = new Product("Doorway", "Doorway");
    private static final int OPENID = 4;
    private static final int NETWORK = 3;
    private static final int OTHER_FACTOR = 99;
    private static final int OTHER_ENTITY = 99;
    private static final int DEVICE = 1;
    private static final int MOBILE = 5;
    private static final int BROWSER = 8;

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build()
            .writer();

    private Ocsf() {}

    /**
     * The record as JSON. A NUL character, which PostgreSQL cannot store, becomes U+FFFD: text that a user chose, such as the name of a
     * device, must not keep an event out of the audit.
     */
    public static String json(Event event) {
        try {
            return WRITER.writeValueAsString(record(event)).replace("\\u0000", "\\ufffd");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every record can be written", e);
        }
    }

    /** The alarm's record as JSON: a detection finding. */
    public static String json(IntakeAlarm alarm) {
        try {
            return WRITER.writeValueAsString(record(alarm));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every record can be written", e);
        }
    }

    private static OcsfRecord record(IntakeAlarm alarm) throws JsonProcessingException {
        OcsfActivity activity = OcsfActivity.CREATE_FINDING;
        Base base = new Base(
                new Metadata(VERSION, DOORWAY, alarm.uid(), null, null, alarm.topic(), null),
                activity.category(),
                activity.classUid,
                activity.className,
                activity.id,
                activity.caption,
                activity.typeUid(),
                OcsfSeverity.HIGH.id,
                OcsfSeverity.HIGH.caption,
                alarm.at().toEpochMilli(),
                OcsfStatus.NEW.id,
                OcsfStatus.NEW.caption,
                alarm.fault().wireName().toUpperCase(Locale.ROOT),
                alarm.detail(),
                alarm.title(),
                new Unmapped(WRITER.writeValueAsString(SetAsideRecords.of(alarm))));
        return new DetectionFinding(base, new FindingInfo(alarm.uid(), alarm.title()));
    }

    /** Those of the alarm, beside {@code type}, as the member {@code unmapped.doorway}. */
    private record SetAsideRecords(
            String type, String topic, String reason, int count, int partition, long offset, String at) {

        private static SetAsideRecords of(IntakeAlarm alarm) {
            return new SetAsideRecords(
                    IntakeAlarm.TYPE,
                    alarm.topic(),
                    alarm.fault().wireName(),
                    alarm.count(),
                    alarm.partition(),
                    alarm.offset(),
                    alarm.at().toString());
        }
    }

    private static OcsfRecord record(Event event) {
        EventParties parties = EventParties.of(event);
        Base base = base(event, Identifier.valueOrNull(parties.challenge()));
        return switch (event) {
            case DeviceEvent device -> new EntityManagement(base, entity(device), actor(device));
            case BrowserEvent browser -> new EntityManagement(base, entity(browser), actor(browser));
            case ClientRegistrationChanged e ->
                new EntityManagement(
                        base, new Entity(OTHER_ENTITY, "Other", e.client().value(), null, null, null), null);
            case AdministrationEvent change ->
                new AccountChange(
                        base,
                        new User(change.account().value(), null, null),
                        operator(change.operator(), change.operatorToken()),
                        parties.ip() == null ? null : new Endpoint(parties.ip()));
            default -> authentication(event, base, parties);
        };
    }

    private static @Nullable OcsfActor actor(DeviceEvent event) {
        return switch (event) {
            case DeviceEnrolled e -> device(e.account(), e.addedBy());
            case DeviceSuspended e -> null;
            case DeviceResumed e -> null;
            case DeviceRevoked e ->
                e.operator() != null && e.operatorToken() != null
                        ? operator(e.operator(), e.operatorToken())
                        : device(e.account(), e.byDevice());
            case DeviceRemovalRequested e -> device(e.account(), e.by());
            case DeviceRemovalCancelled e -> device(e.account(), e.by());
            case DeviceRenamed e -> device(e.account(), e.by());
            case PasskeyRegistered e -> device(e.account(), e.credential());
            case PasskeyRemoved e -> device(e.account(), e.by());
        };
    }

    private static @Nullable OcsfActor actor(BrowserEvent event) {
        return event instanceof BrowserForgotten forgotten && forgotten.because() == ForgottenBecause.PERSON
                ? device(forgotten.account(), forgotten.credential())
                : null;
    }

    /** The person, with a device of the account. */
    private static @Nullable OcsfActor device(AccountId account, @Nullable CredentialId acting) {
        return acting == null ? null : new OcsfActor(new User(account.value(), null, acting.value()), null);
    }

    private static OcsfActor operator(String operator, String token) {
        return new OcsfActor(new User(operator, null, null), new Session(token));
    }

    private static Base base(Event event, @Nullable String challenge) {
        OcsfMapping mapping = OcsfMapping.of(event);
        OcsfActivity activity = mapping.activity();
        return new Base(
                metadata(event, challenge, mapping.eventCode()),
                activity.category(),
                activity.classUid,
                activity.className,
                activity.id,
                activity.caption,
                activity.typeUid(),
                mapping.severity().id,
                mapping.severity().caption,
                event.at().toEpochMilli(),
                mapping.status().id,
                mapping.status().caption,
                mapping.statusCode(),
                mapping.detail(),
                mapping.message(),
                new Unmapped(Json.write(event)));
    }

    private static Metadata metadata(Event event, @Nullable String challenge, @Nullable OwaspEventCode code) {
        String eventCode = code == null ? null : code.wireName();
        Long version = event instanceof ChallengeEvent transition ? (Long) transition.version() : null;
        return new Metadata(VERSION, DOORWAY, event.uid(), challenge, version, event.topic(), eventCode);
    }

    private static Authentication authentication(Event event, Base base, EventParties parties) {
        List<String> amr = amr(event);
        return new Authentication(
                base,
                user(parties),
                service(event, Identifier.valueOrNull(parties.client())),
                event instanceof SessionEvent session
                        ? new Session(session.sessionId().value())
                        : null,
                parties.ip() == null ? null : new Endpoint(parties.ip()),
                OPENID,
                "OpenID",
                NETWORK,
                "Network",
                true,
                amr == null ? null : amr.contains("mfa"),
                event instanceof ChallengeConsumed ? true : null,
                amr == null || parties.credential() == null
                        ? null
                        : factors(parties.credential().value()),
                event instanceof AttemptRefused refused ? operator(refused) : null);
    }

    private static @Nullable OcsfActor operator(AttemptRefused event) {
        return event.operator() == null
                ? null
                : new OcsfActor(
                        new User(event.operator(), null, null),
                        event.operatorToken() == null ? null : new Session(event.operatorToken()));
    }

    /** OCSF requires a user, even before the account is known. */
    private static User user(EventParties parties) {
        return new User(
                Identifier.valueOrNull(parties.account()),
                parties.account() == null ? "unknown" : null,
                Identifier.valueOrNull(parties.credential()));
    }

    private static Named service(Event event, @Nullable String client) {
        if (client == null) {
            return new Named(null, "unknown");
        }
        return new Named(client, event instanceof ChallengeCreated created ? created.clientName() : null);
    }

    /** How the person was authenticated (RFC 8176); null before the approval. */
    private static @Nullable List<String> amr(Event event) {
        return switch (event) {
            case ChallengeApproved e -> e.amr();
            case ChallengeConsumed e -> e.amr();
            default -> null;
        };
    }

    private static List<AuthFactor> factors(String credential) {
        return List.of(new AuthFactor(OTHER_FACTOR, "Device key by QR code", "Doorway", phone(credential, null)));
    }

    private static Entity entity(DeviceEvent event) {
        String name = switch (event) {
            case DeviceEnrolled enrolled -> enrolled.deviceName();
            case DeviceRenamed renamed -> renamed.deviceName();
            default -> null;
        };
        return entity(phone(event.credential().value(), name), event.account());
    }

    private static Entity entity(BrowserEvent event) {
        String name = event instanceof BrowserRemembered remembered ? remembered.browserAgent() : null;
        return entity(new Device(BROWSER, "Browser", event.browser(), name), event.account());
    }

    private static Entity entity(Device device, AccountId account) {
        return new Entity(DEVICE, "Device", device.uid(), device.name(), device, new User(account.value(), null, null));
    }

    private static Device phone(String credential, @Nullable String name) {
        return new Device(MOBILE, "Mobile", credential, name);
    }
}
