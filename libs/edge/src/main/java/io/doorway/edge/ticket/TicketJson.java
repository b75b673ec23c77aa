package io.doorway.edge.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The payload of a ticket. Only text whose signature was verified is read, so a failure is a bug. */
final class TicketJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(LoginTicket.class);
    private static final ObjectReader READER = MAPPER.readerFor(LoginTicket.class);

    private TicketJson() {}

    static String write(LoginTicket ticket) {
        try {
            return WRITER.writeValueAsString(ticket);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every ticket can be written", e);
        }
    }

    static LoginTicket read(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a signed ticket can be read", e);
        }
    }
}
