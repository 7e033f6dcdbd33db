package io.github.safemigration.architecture.bad.theengineisgiventimeandchance.engine.lock;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Asks the JVM for the time. */
public class BadDate {

    LocalDate answer() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
