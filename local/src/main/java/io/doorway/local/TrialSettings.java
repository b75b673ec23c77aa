package io.doorway.local;

import io.doorway.local.Platform.Parts;
import java.util.HashMap;
import java.util.Map;

/**
 * What differs from production on a platform for trying, where everything is on one machine: the same for {@code ./doorway up} and for
 * {@code docker-compose.yml}, which repeats it.
 */
final class TrialSettings {
    private static final String POLICY = "doorway.registration.policy";

    /** Every client has the same address, also a benchmark with thousands of accounts. */
    private static final Map<String, String> LIMITS = Map.of(
            "doorway.limits.factor", "1000",
            "doorway.refusals.per-address", "1000000",
            "doorway.refusals.per-network", "1000000",
            "doorway.refusals.per-instance", "1000000");

    /** A payment can be approved right after the enrolment, for which the printed link is enough. */
    private static final Map<String, String> ENROLMENT = Map.of(
            "doorway.enrolment.cooling-off", "PT0S",
            "doorway.enrolment.change-delay", "PT0S",
            "doorway.enrolment.max-devices", Integer.toString(DemoData.MAX_DEVICES),
            "doorway.enrolment.answer-required", "false");

    /** A relying party is on this machine. Clients that register by requests are test programs, some of them without PKCE. */
    private static final Map<String, String> PROVIDER = Map.of(
            "doorway.watch.per-address",
            "100000",
            "doorway.sso.lifetime",
            "PT8H",
            "doorway.outgoing.private-addresses",
            "true",
            "doorway.registration.enabled",
            "true",
            POLICY,
            "{pkce: optional}");

    private TrialSettings() {}

    /**
     * The settings of a service. The profile is {@code local}: production refuses the keys of such a platform.
     *
     * @param environment variables of the command; one that is named like a setting of enrolment or the policy of registrations replaces it
     */
    static Map<String, String> of(String service, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(LIMITS);
        settings.put("quarkus.profile", "local");
        if (service.equals(Parts.APPROVAL)) {
            ENROLMENT.forEach((property, value) -> settings.put(property, given(environment, property, value)));
        }
        if (service.equals(Parts.SESSION)) {
            settings.putAll(PROVIDER);
            settings.computeIfPresent(POLICY, (property, policy) -> given(environment, property, policy));
        }
        return settings;
    }

    private static String given(Map<String, String> environment, String property, String value) {
        return environment.getOrDefault(ServiceDefinition.environmentName(property), value);
    }
}
