package io.doorway.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFiltersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/challenges/a%20b", "/q/%E2%9C%93", "/x?a=%F0%9F%98%80", "/%25%32%35", "/a+b", "/x?a=b%00"
            })
    void anAddressThatIsTextIsAccepted(String uri) {
        assertThat(RequestFilters.isText(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%00", "/%00?a=b", "/%4", "/%", "/%zz", "/%c0%ae", "/%ed%a0%80", "/%e2%82", "/x?%ff=1", "/%-1"})
    void anAddressThatIsNotTextIsRefused(String uri) {
        assertThat(RequestFilters.isText(uri)).isFalse();
    }
}
