package io.github.safemigration.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PromtoolTests {

    @Test
    void aWellFormedAnswerIsAccepted() throws IOException {
        Promtool.accepts("""
                # HELP migration_pending Changesets that would run now
                # TYPE migration_pending gauge
                migration_pending{target="default"} 3.0
                """);
    }

    @Test
    void aMalformedAnswerIsNot() throws IOException {
        assertThat(Promtool.complaintsAbout("migration_pending{target=} 3.0\n")).contains("error");
    }
}
