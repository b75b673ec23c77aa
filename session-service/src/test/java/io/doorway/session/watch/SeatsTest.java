package io.doorway.session.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeatsTest {

    private static final int MOST = 3;

    private final Seats seats = new Seats(() -> MOST);

    @Test
    void anAddressHasSoManySeatsAndOthersHaveTheirs() {
        assertThat(taken("203.0.113.7", 1000)).isEqualTo(MOST);
        assertThat(taken("203.0.113.8", 1000)).isEqualTo(MOST);
    }

    @Test
    void aSeatThatIsGivenBackCanBeTaken() {
        taken("203.0.113.7", MOST);

        seats.giveBack("203.0.113.7");

        assertThat(taken("203.0.113.7", 10)).isEqualTo(1);
    }

    @Test
    void allAddressesOfOneHouseholdAreOne() {
        assertThat(taken("2001:db8:1:2::1", 2)).isEqualTo(2);
        assertThat(taken("2001:db8:1:2:ffff::9", 2)).isEqualTo(1);
    }

    private long taken(String source, int times) {
        return IntStream.range(0, times)
                .parallel()
                .filter(time -> seats.take(source))
                .count();
    }
}
