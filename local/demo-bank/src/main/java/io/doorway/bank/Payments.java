package io.doorway.bank;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The newest payments, in memory: the bank is a demonstration. */
@Singleton
class Payments {
    private static final int MAX_PAYMENTS = 1000;

    private final Map<String, Payment> newest = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Payment> eldest) {
            return size() > MAX_PAYMENTS;
        }
    });

    Payment add(String customer, String payee, BigDecimal amount) {
        Payment payment = new Payment(UUID.randomUUID().toString(), customer, payee, amount);
        newest.put(payment.id(), payment);
        return payment;
    }

    Optional<Payment> find(String id) {
        return Optional.ofNullable(newest.get(id));
    }
}
