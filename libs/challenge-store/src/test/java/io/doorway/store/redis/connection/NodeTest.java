package io.doorway.store.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeTest {

    @ParameterizedTest
    @CsvSource({
        "redis://a:6379, b:7000, redis://b:7000",
        "rediss://user:secret@a:6379/0?client=x, b:7000, rediss://user:secret@b:7000/0?client=x",
        "redis://:secret@a:6379, 10.0.0.7:7000, redis://:secret@10.0.0.7:7000",
        "redis://a:6379, 'fd00::7:7000', 'redis://[fd00::7]:7000'",
        "redis://a:6379, :7000, redis://a:7000",
        "'redis://[fd00::1]:6379', :7000, 'redis://[fd00::1]:7000'"
    })
    void anotherServerHasTheSameUserAndParameters(String url, String named, String expected) {
        assertThat(new Node(url).other(named)).isEqualTo(new Node(expected));
    }

    @ParameterizedTest
    @CsvSource({"redis://user:secret@a:6379/0, a:6379", "'rediss://:secret@[fd00::1]:6379', '[fd00::1]:6379'"})
    void messagesShowNoPassword(String url, String shown) {
        assertThat(new Node(url)).hasToString(shown);
    }
}
