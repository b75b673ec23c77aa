package io.doorway.session.provider.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.session.provider.certificate.CertificateName.Kind;
import io.doorway.session.support.TestClientCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of a certificate (RFC 8705 section 2.1.2). */
class CertificateNameTest {
    private static final TestClientCertificate BANK = TestClientCertificate.ofBank();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SUBJECT_DN | CN=Trader,O=Trading Bank,2.5.4.97=PSDGB-FCA-1                        | true
                    SUBJECT_DN | cn=trader, o=trading bank, organizationIdentifier=PSDGB-FCA-1        | true
                    SUBJECT_DN | CN=Trader,O=Trading Bank                                             | false
                    SUBJECT_DN | O=Trading Bank,CN=Trader,2.5.4.97=PSDGB-FCA-1                        | false
                    SUBJECT_DN | CN=Trader,O=Trading Bank,2.5.4.97=PSDGB-FCA-2                        | false
                    SAN_DNS    | TRADER.example                                                       | true
                    SAN_DNS    | *.example                                                            | false
                    SAN_DNS    | api@trader.example                                                   | false
                    SAN_URI    | https://trader.example/id                                            | true
                    SAN_URI    | https://trader.example                                               | false
                    SAN_IP     | 2001:0db8::0001                                                      | true
                    SAN_IP     | 2001:db8::2                                                          | false
                    SAN_EMAIL  | api@trader.example                                                   | true
                    SAN_EMAIL  | trader.example                                                       | false
                    """)
    void aCertificateHasTheWholeNameOrDoesNot(Kind kind, String value, boolean has) {
        CertificateName name = new CertificateName(kind, value);

        assertThat(name.isWellFormed()).isTrue();
        assertThat(name.isOf(BANK.certificate())).isEqualTo(has);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SUBJECT_DN | Trader
                    SUBJECT_DN | ''
                    SAN_IP     | trader.example
                    SAN_DNS    | ' '
                    """)
    void aMalformedNameIsRecognised(Kind kind, String value) {
        assertThat(new CertificateName(kind, value).isWellFormed()).isFalse();
    }
}
